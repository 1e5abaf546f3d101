'use client';

import { ActionForm } from '#components/ui/action-form';
import { Button } from '#components/ui/button';
import { Dialog, DialogActions, DialogClose } from '#components/ui/dialog';
import { SubmitButton } from '#components/ui/submit-button';
import { TextAreaField } from '#components/ui/text-area-field';
import { resolve } from './actions';

export function ResolveDialog({ id, title, slug }: { id: number; title: string; slug: string }) {
  return (
    <Dialog
      description="It stays silent while its cause lasts, and your note stands in its history."
      title={`Resolve “${title}”?`}
      trigger={
        <Button aria-label={`Resolve: ${title}`} size="small">
          Resolve
        </Button>
      }
    >
      <ActionForm action={resolve} done="Resolved." hidden={{ slug, id }}>
        <TextAreaField
          hint="For example: spoke to them, paused, false alarm because …"
          label="What was done"
          name="note"
          required
        />
        <DialogActions>
          <DialogClose>
            <Button variant="quiet">Cancel</Button>
          </DialogClose>
          <SubmitButton>Resolve</SubmitButton>
        </DialogActions>
      </ActionForm>
    </Dialog>
  );
}
