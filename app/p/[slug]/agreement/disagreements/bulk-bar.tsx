'use client';

import { useState } from 'react';
import { ActionForm } from '#components/ui/action-form';
import { Button } from '#components/ui/button';
import { Dialog, DialogActions, DialogClose } from '#components/ui/dialog';
import { SelectField } from '#components/ui/select-field';
import { SubmitButton } from '#components/ui/submit-button';
import { TextAreaField } from '#components/ui/text-area-field';
import { promoteToGold, sendToAdjudication } from './actions';

interface BulkBarProps {
  ids: number[];
  total: number;
  all: boolean;
  slug: string;
  onAll: () => void;
  onDone: () => void;
}

/** What can be done with the comparisons that are chosen; it stays in view while the list scrolls. */
export function BulkBar({ ids, total, all, slug, onAll, onDone }: BulkBarProps) {
  const [open, setOpen] = useState<'adjudicate' | 'gold' | null>(null);
  const none = ids.length === 0 ? 'Choose comparisons first.' : null;
  const many = ids.length === 1 ? 'one comparison' : `${ids.length} comparisons`;
  const done = () => {
    setOpen(null);
    onDone();
  };
  return (
    <div className="no-print sticky top-[var(--bar)] z-[5] mb-2 flex flex-wrap items-center gap-2 rounded-control border border-line bg-surface px-4 py-2">
      <label className="flex min-h-6 items-center gap-2">
        <input checked={all} className="size-4 accent-accent" onChange={onAll} type="checkbox" />
        {ids.length ? `${ids.length} of ${total} chosen` : `Choose all ${total}`}
      </label>
      <span className="flex-1" />
      <Button disabledReason={none} icon="adjudicate" onClick={() => setOpen('adjudicate')} reasonPlace="tip">
        Send to adjudication
      </Button>
      <Button disabledReason={none} icon="flag" onClick={() => setOpen('gold')} reasonPlace="tip">
        Make gold
      </Button>
      <Dialog
        description="An adjudicator decides each one and says why it was disagreed on. Those with a verdict, or in adjudication already, are left as they are."
        onOpenChange={(on) => setOpen(on ? 'adjudicate' : null)}
        open={open === 'adjudicate'}
        title={`Send ${many} to adjudication?`}
      >
        <ActionForm
          action={after(sendToAdjudication, done)}
          done="{n} sent to adjudication."
          hidden={{ slug, ids: ids.join(',') }}
        >
          <TextAreaField hint="The adjudicator reads it." label="Why" name="reason" required rows={2} />
          <Actions label="Send" pending="Sending …" />
        </ActionForm>
      </Dialog>
      <Dialog
        description="A gold is served to annotators as if it were any comparison, and their answers are measured against it. Everybody’s gold accuracy can change."
        onOpenChange={(on) => setOpen(on ? 'gold' : null)}
        open={open === 'gold'}
        title={`Make ${many} gold?`}
      >
        <ActionForm
          action={after(promoteToGold, done)}
          done="{n} made gold."
          hidden={{ slug, ids: ids.join(',') }}
        >
          <SelectField
            label="The right answer"
            name="choice"
            options={[
              {
                value: 'LIKELY',
                label: ids.length === 1 ? 'its most likely choice' : 'of each, its most likely choice',
              },
              { value: 'A', label: 'A is better' },
              { value: 'B', label: 'B is better' },
              { value: 'TIE', label: 'Tie' },
              { value: 'BOTH_BAD', label: 'Both bad' },
            ]}
          />
          <TextAreaField
            hint="Kept with the gold, and in the audit log. Annotators read it where golds are explained."
            label="Why this is the right answer"
            name="reason"
            required
            rows={3}
          />
          <Actions label="Make gold" pending="Making gold …" />
        </ActionForm>
      </Dialog>
    </div>
  );
}

function Actions({ label, pending }: { label: string; pending: string }) {
  return (
    <DialogActions>
      <DialogClose>
        <Button variant="quiet">Cancel</Button>
      </DialogClose>
      <SubmitButton pendingLabel={pending}>{label}</SubmitButton>
    </DialogActions>
  );
}

/** The same action, and what the page does when it worked. */
function after<State extends { ok: boolean } | null>(
  act: (previous: State, form: FormData) => Promise<State>,
  done: () => void,
): (previous: State, form: FormData) => Promise<State> {
  return async (previous, form) => {
    const next = await act(previous, form);
    if (next?.ok) done();
    return next;
  };
}
