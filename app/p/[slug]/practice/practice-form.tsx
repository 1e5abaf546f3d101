'use client';

import { useRouter } from 'next/navigation';
import { useActionState, useState } from 'react';
import { CHOICE_WORDS, type Choice } from '#components/annotate/choice';
import { ChoiceBar } from '#components/annotate/choice-bar';
import { Button } from '#components/ui/button';
import { Notice } from '#components/ui/notice';
import { SubmitButton } from '#components/ui/submit-button';
import { practise } from './actions';

interface PracticeFormProps {
  slug: string;
  comparisonId: number;
  choices: Choice[];
}

/** One's own answer first, then the known one with its reason. */
export function PracticeForm({ slug, comparisonId, choices }: PracticeFormProps) {
  const router = useRouter();
  const [choice, setChoice] = useState<Choice | null>(null);
  const [state, act] = useActionState(practise, null);
  const explained = state?.ok ? state.result : null;
  return (
    <form action={act} className="grid gap-3">
      <input name="slug" type="hidden" value={slug} />
      <input name="comparisonId" type="hidden" value={comparisonId} />
      <input name="choice" type="hidden" value={choice ?? ''} />
      <ChoiceBar choices={choices} onChange={(next) => !explained && setChoice(next)} value={choice} />
      {state && !state.ok && <Notice live="alert" title={state.error.message} tone="fail" />}
      {explained ? (
        <Notice
          action={
            <Button onClick={() => router.refresh()} variant="primary">
              Next
            </Button>
          }
          live="status"
          title={
            explained.matched
              ? `Yes: ${CHOICE_WORDS[explained.answer].label}`
              : `The known answer is: ${CHOICE_WORDS[explained.answer].label}`
          }
          tone={explained.matched ? 'pass' : 'info'}
        >
          {explained.reason}
        </Notice>
      ) : (
        <div className="flex justify-end">
          <SubmitButton disabledReason={choice ? null : 'Choose a response first.'} pendingLabel="Checking …">
            Check my answer
          </SubmitButton>
        </div>
      )}
    </form>
  );
}
