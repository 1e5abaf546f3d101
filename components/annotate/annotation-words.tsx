import { type LabelDraft, scalePosition, scaleWords } from '#lib/labels/label-draft';
import type { LabelForm } from '#lib/labels/label-form';
import { CHOICE_WORDS } from './choice';

/** A draft's choice in words, with its strength. */
export function draftWords(
  draft: Pick<LabelDraft, 'choice' | 'strength'>,
  form: Pick<LabelForm, 'strengthSteps'>,
): string {
  if (draft.choice === null) return 'nothing chosen';
  const position = scalePosition(draft);
  const onScale = form.strengthSteps > 0 && position !== null && position !== 0;
  return onScale ? scaleWords(position, form.strengthSteps) : CHOICE_WORDS[draft.choice].label;
}
