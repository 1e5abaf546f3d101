'use client';

import { ActionForm } from '#components/ui/action-form';
import { Button } from '#components/ui/button';
import { Dialog, DialogActions, DialogClose } from '#components/ui/dialog';
import { SubmitButton } from '#components/ui/submit-button';
import { rotate } from './actions';

export function RotateDialog() {
  return (
    <Dialog
      description="Attestations are signed with a new key from now on. The old one stays among the public keys until nothing it signed is valid, so no pipeline notices."
      title="Sign with a new key?"
      trigger={<Button variant="primary">Rotate the key</Button>}
    >
      <ActionForm action={rotate} done="A new key signs now." hidden={{}}>
        <DialogActions>
          <DialogClose>
            <Button variant="quiet">Cancel</Button>
          </DialogClose>
          <SubmitButton>Rotate the key</SubmitButton>
        </DialogActions>
      </ActionForm>
    </Dialog>
  );
}
