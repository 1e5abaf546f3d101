'use client';

import { useActionState } from 'react';
import { Notice } from '#components/ui/notice';
import { SubmitButton } from '#components/ui/submit-button';
import { verify } from './actions';

/** Recomputes every hash of the log, and says whether it is whole or where it breaks. */
export function VerifyPanel({ slug }: { slug: string }) {
  const [state, act] = useActionState(verify, null);
  return (
    <div className="mb-3 grid gap-2">
      <form action={act}>
        <input name="slug" type="hidden" value={slug} />
        <SubmitButton pendingLabel="Computing every hash again …" variant="default">
          Verify the whole log
        </SubmitButton>
      </form>
      {state && !state.ok && <Notice live="alert" title={state.error.message} tone="fail" />}
      {state?.ok &&
        (state.result.brokenAt === null ? (
          <Notice live="status" title="The log is whole" tone="pass">
            All {state.result.entries.toLocaleString('en')} entries of this installation follow from one
            another, checked in {state.result.seconds.toFixed(1)} s.
          </Notice>
        ) : (
          <Notice live="alert" title={`The log is broken at entry ${state.result.brokenAt}`} tone="fail">
            {state.result.reason}. Entries before it are as they were written; whoever owns the database can
            say more.
          </Notice>
        ))}
    </div>
  );
}
