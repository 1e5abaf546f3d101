import type { Choice } from '#prisma/generated/enums';
import type { LabelFlag } from './label-flag';
import type { AspectChoice, LabelForm } from './label-form';

/** What an annotator has filled in so far, by shown side: A is the response on the left. */
export interface LabelDraft {
  choice: Choice | null;
  /** 1 slightly … `strengthSteps` much better; null where the choice has none. */
  strength: number | null;
  aspects: Record<string, AspectChoice>;
  reasons: string[];
  rationale: string;
  flag: LabelFlag | null;
}

export const EMPTY_DRAFT: LabelDraft = {
  choice: null,
  strength: null,
  aspects: {},
  reasons: [],
  rationale: '',
  flag: null,
};

type Scale = Pick<LabelForm, 'choices' | 'strengthSteps'>;

const hasSide = (choice: Choice | null): choice is 'A' | 'B' => choice === 'A' || choice === 'B';

/** The step that a plain "A is better" means: the middle one, so that both stronger and weaker stay one key away. */
const middleStep = (steps: number): number | null => (steps === 0 ? null : Math.ceil(steps / 2));

/** Sets the choice. Choosing the same side again keeps its strength; a choice that the form does not offer changes nothing. */
export function chooseSide(draft: LabelDraft, choice: Choice, form: Scale): LabelDraft {
  if (!form.choices.includes(choice) || draft.choice === choice) return draft;
  return { ...draft, choice, strength: hasSide(choice) ? middleStep(form.strengthSteps) : null };
}

/**
 * Where the draft stands on the scale: negative towards A, positive towards B, 0 for a tie; null off the scale (nothing
 * chosen, both bad, can't judge).
 */
export function scalePosition(draft: Pick<LabelDraft, 'choice' | 'strength'>): number | null {
  if (draft.choice === 'TIE') return 0;
  if (!hasSide(draft.choice)) return null;
  return (draft.choice === 'A' ? -1 : 1) * (draft.strength ?? 1);
}

/** The positions that a form's scale offers, from "A much better" to "B much better"; empty when it has none. */
export function scalePositions(form: Scale): number[] {
  const steps = form.strengthSteps;
  if (steps === 0) return [];
  const all = Array.from({ length: 2 * steps + 1 }, (_, i) => i - steps);
  return all.filter((p) => p !== 0 || form.choices.includes('TIE'));
}

/** Puts the draft on a position of the scale: scale and choice are one value. */
export function placeOnScale(draft: LabelDraft, position: number, form: Scale): LabelDraft {
  if (!scalePositions(form).includes(position)) return draft;
  if (position === 0) return { ...draft, choice: 'TIE', strength: null };
  return { ...draft, choice: position < 0 ? 'A' : 'B', strength: Math.abs(position) };
}

/** One step to the left or right on the scale. The first step from nowhere is the slightest lean to that side. */
export function stepOnScale(draft: LabelDraft, by: -1 | 1, form: Scale): LabelDraft {
  const positions = scalePositions(form);
  const here = scalePosition(draft);
  if (here === null) return placeOnScale(draft, by, form);
  const next = positions[positions.indexOf(here) + by];
  return next === undefined ? draft : placeOnScale(draft, next, form);
}

export function toggleReason(draft: LabelDraft, reason: string): LabelDraft {
  const reasons = draft.reasons.includes(reason)
    ? draft.reasons.filter((r) => r !== reason)
    : [...draft.reasons, reason];
  return { ...draft, reasons };
}

/** Sets the choice for one aspect; choosing it again takes it away. */
export function chooseAspect(draft: LabelDraft, id: string, choice: AspectChoice): LabelDraft {
  const { [id]: before, ...others } = draft.aspects;
  return { ...draft, aspects: before === choice ? others : { ...others, [id]: choice } };
}

/** One step for an aspect: from nothing to the side that was pressed, then through the tie to the other. */
export function stepAspect(draft: LabelDraft, id: string, by: -1 | 1): LabelDraft {
  const scale: AspectChoice[] = ['A', 'TIE', 'B'];
  const before = draft.aspects[id];
  const at = before === undefined ? 1 + by : scale.indexOf(before) + by;
  const next = scale[at];
  return next === undefined || next === before
    ? draft
    : { ...draft, aspects: { ...draft.aspects, [id]: next } };
}

/** What is still missing before the label can be submitted, as one sentence; null when it is complete. */
export function draftProblem(draft: LabelDraft, form: LabelForm): string | null {
  if (draft.choice === null) return 'Choose a response first.';
  if (!form.choices.includes(draft.choice)) return 'This choice is not offered in this project.';
  if ((draft.strength ?? 0) > form.strengthSteps) return 'This strength is not offered in this project.';
  const aspect = form.aspects.find(({ id, required }) => required && !draft.aspects[id]);
  // Who cannot judge the whole is not asked about its parts.
  if (aspect && draft.choice !== 'CANT_JUDGE') return `Choose for “${aspect.name}”, too.`;
  if (form.reasonRequired && form.reasons.length > 0 && draft.reasons.length === 0)
    return 'Choose at least one reason.';
  return rationaleProblem(draft, form);
}

function rationaleProblem(draft: LabelDraft, form: LabelForm): string | null {
  if (form.rationale === 'off') return null;
  const length = draft.rationale.trim().length;
  if (form.rationale === 'optional' && length === 0) return null;
  const needed = Math.max(form.rationaleMinimum, form.rationale === 'required' ? 1 : 0);
  const missing = needed - length;
  if (missing <= 0) return null;
  return `Say why in ${needed} ${needed === 1 ? 'character' : 'characters'} or more: ${missing} to go.`;
}

const SIDE_WORDS: Record<number, string[]> = {
  1: ['better'],
  2: ['slightly better', 'much better'],
  3: ['slightly better', 'better', 'much better'],
};

/** A position of the scale in words: "A is much better". */
export function scaleWords(position: number, steps: number): string {
  if (position === 0) return 'Tie';
  const words = SIDE_WORDS[steps]?.[Math.abs(position) - 1] ?? 'better';
  return `${position < 0 ? 'A' : 'B'} is ${words}`;
}
