'use client';

import { useActionState } from 'react';
import { Button } from '#components/ui/button';
import { DefinitionList } from '#components/ui/definition-list';
import { Dialog } from '#components/ui/dialog';
import { Notice } from '#components/ui/notice';
import { SubmitButton } from '#components/ui/submit-button';
import { TextField } from '#components/ui/text-field';
import { reveal } from '../actions';

/** The names behind the numbers, on request and with a reason. They are gone again when the page is left. */
export function RevealNames({ adjudicationId, slug }: { adjudicationId: string; slug: string }) {
  const [state, act] = useActionState(reveal, null);
  return (
    <Dialog
      description="A verdict is fairer without them. Looking is kept in the audit log, with your reason."
      title="Show the names?"
      trigger={
        <Button size="small" variant="quiet">
          Show names
        </Button>
      }
    >
      {state?.ok ? (
        <DefinitionList
          items={state.result.map(({ who, name }) => ({ term: `Annotator ${who}`, value: name }))}
        />
      ) : (
        <form action={act} className="grid gap-3">
          <input name="slug" type="hidden" value={slug} />
          <input name="adjudicationId" type="hidden" value={adjudicationId} />
          <TextField label="Why you need them" name="reason" required />
          {state && !state.ok && <Notice live="alert" title={state.error.message} tone="fail" />}
          <div className="flex justify-end">
            <SubmitButton pendingLabel="Asking …">Show the names</SubmitButton>
          </div>
        </form>
      )}
    </Dialog>
  );
}
