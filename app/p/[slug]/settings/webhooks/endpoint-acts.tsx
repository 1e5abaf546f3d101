'use client';

import { ActionForm } from '#components/ui/action-form';
import { Button } from '#components/ui/button';
import { Dialog, DialogActions, DialogClose } from '#components/ui/dialog';
import { SubmitButton } from '#components/ui/submit-button';
import { remove, sendTest, setEnabled } from './actions';

export function EndpointActs({
  id,
  url,
  off,
  slug,
}: {
  id: string;
  url: string;
  off: boolean;
  slug: string;
}) {
  const host = new URL(url).host;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {!off && (
        <ActionForm
          action={sendTest}
          done="A test is on its way: look at the delivery log."
          hidden={{ slug, id }}
          inline
        >
          <SubmitButton aria-label={`Send a test to ${host}`} size="small" variant="default">
            Send a test
          </SubmitButton>
        </ActionForm>
      )}
      <ActionForm
        action={setEnabled}
        done={off ? 'Switched on.' : 'Switched off.'}
        hidden={{ slug, id, enabled: String(off) }}
        inline
      >
        <SubmitButton aria-label={`Switch ${off ? 'on' : 'off'} ${host}`} size="small" variant="default">
          {off ? 'Switch on' : 'Switch off'}
        </SubmitButton>
      </ActionForm>
      <Dialog
        description="It is told nothing more; what waits is given up. Its deliveries stay in the log."
        title={`Remove ${host}?`}
        trigger={
          <Button aria-label={`Remove ${host}`} size="small" variant="danger">
            Remove
          </Button>
        }
      >
        <ActionForm action={remove} done="Removed." hidden={{ slug, id }}>
          <DialogActions>
            <DialogClose>
              <Button variant="quiet">Keep it</Button>
            </DialogClose>
            <SubmitButton variant="danger">Remove the endpoint</SubmitButton>
          </DialogActions>
        </ActionForm>
      </Dialog>
    </div>
  );
}
