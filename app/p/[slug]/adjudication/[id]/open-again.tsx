'use client';

import { useActionState } from 'react';
import { Notice } from '#components/ui/notice';
import { SubmitButton } from '#components/ui/submit-button';
import { TextField } from '#components/ui/text-field';
import { open } from '../actions';

/** Opens the same disagreement once more: a lead's explicit word, and for a verdict only when later labels contradict it. */
export function OpenAgain({
  slug,
  comparisonId,
  stands,
}: {
  slug: string;
  comparisonId: number;
  stands: boolean;
}) {
  const [state, act] = useActionState(open, null);
  const nothing = state?.ok && state.result.opened === 0;
  return (
    <form action={act} className="grid gap-3 border-line border-t pt-3">
      <input name="slug" type="hidden" value={slug} />
      <input name="comparisonIds" type="hidden" value={comparisonId} />
      <input name="reopen" type="hidden" value="on" />
      <TextField label="Why it has to be looked at again" name="reason" required />
      {state && !state.ok && <Notice live="alert" title={state.error.message} tone="fail" />}
      {nothing && (
        <Notice
          live="status"
          title={
            state.result.alreadyOpen
              ? 'It is open already.'
              : 'No label since the verdict contradicts it, so it stands.'
          }
          tone="quiet"
        >
          {stands && 'Take the verdict back if it was wrong.'}
        </Notice>
      )}
      {state?.ok && !nothing && <Notice live="status" title="Opened again." tone="pass" />}
      <div>
        <SubmitButton pendingLabel="Opening …" size="small" variant="default">
          Open again
        </SubmitButton>
      </div>
    </form>
  );
}
