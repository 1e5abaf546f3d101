'use client';

import { type ReactElement, type ReactNode, useState } from 'react';
import { Button } from './button';
import { Dialog, DialogActions, DialogClose } from './dialog';
import { SubmitButton } from './submit-button';

interface ConfirmDialogProps {
  trigger: ReactElement;
  /** The question, with its object: "Pause Liam Doyle?" */
  title: string;
  /** What will happen, and whether it can be taken back. */
  description: ReactNode;
  /** The act, in the same verb as the question: "Pause". */
  confirmLabel: string;
  pendingLabel?: string;
  danger?: boolean;
  /** A server action; the dialog closes when it is done. Fields of `children` are in the form. */
  action: (form: FormData) => void | Promise<void>;
  children?: ReactNode;
}

export function ConfirmDialog({
  trigger,
  title,
  description,
  confirmLabel,
  pendingLabel,
  danger,
  action,
  children,
}: ConfirmDialogProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog description={description} onOpenChange={setOpen} open={open} title={title} trigger={trigger}>
      <form
        action={async (form) => {
          await action(form);
          setOpen(false);
        }}
        className="grid gap-3"
      >
        {children}
        <DialogActions>
          <DialogClose>
            <Button variant="quiet">Cancel</Button>
          </DialogClose>
          <SubmitButton pendingLabel={pendingLabel} variant={danger ? 'danger' : 'primary'}>
            {confirmLabel}
          </SubmitButton>
        </DialogActions>
      </form>
    </Dialog>
  );
}
