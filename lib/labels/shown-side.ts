import type { Choice } from '#prisma/generated/enums';
import type { LabelFlag } from './label-flag';
import type { AspectChoice } from './label-form';

/*
 * The page speaks of the response on the left as A; the database of the stored responses A and B. Each of these turns the
 * one into the other, or back: the mapping is its own inverse.
 */

export function storedChoice(choice: Choice, swapped: boolean): Choice {
  if (!swapped) return choice;
  return choice === 'A' ? 'B' : choice === 'B' ? 'A' : choice;
}

export function storedAspects(
  aspects: Record<string, AspectChoice>,
  swapped: boolean,
): Record<string, AspectChoice> {
  return Object.fromEntries(
    Object.entries(aspects).map(([id, choice]) => [id, storedChoice(choice, swapped) as AspectChoice]),
  );
}

export function storedFlag(flag: LabelFlag | null, swapped: boolean): LabelFlag | null {
  if (!flag || !swapped || (flag.where !== 'A' && flag.where !== 'B')) return flag;
  return { ...flag, where: flag.where === 'A' ? 'B' : 'A' };
}
