'use client';

import { Fragment, useState } from 'react';
import { Button } from '#components/ui/button';
import { Dialog, DialogActions, DialogClose } from '#components/ui/dialog';
import { Kbd } from '#components/ui/kbd';
import { TextField } from '#components/ui/text-field';
import { KEY_LIST } from '#lib/labels/annotation-keys';

interface OpenDialog {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** All keys of the page. */
export function KeysDialog(props: OpenDialog) {
  return (
    <Dialog {...props} description="They rest while you type. None of them deletes anything." title="Keys">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-2">
        {KEY_LIST.map(({ keys, does }) => (
          <Fragment key={does}>
            <dt className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  );
}

const SKIP_REASONS = [
  'I lack the knowledge for this topic',
  'I do not know the language well enough',
  'The prompt or a response is broken',
  'The content is harmful or upsetting to me',
];

/** Gives a comparison back. The reason goes to the leads. */
export function SkipDialog({ onSkip, ...props }: OpenDialog & { onSkip: (reason: string) => void }) {
  const [reason, setReason] = useState<string>(SKIP_REASONS[0]!);
  const [other, setOther] = useState('');
  const own = reason === 'other';
  const words = own ? other.trim() : reason;
  return (
    <Dialog
      {...props}
      description="Someone else gets it, and you do not see it again. If neither response is better, choose a tie instead."
      title="Skip this comparison?"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (words.length < 3) return;
          onSkip(words);
          setOther('');
        }}
      >
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-medium">Why?</legend>
          {[...SKIP_REASONS, 'other'].map((option) => (
            <label className="flex min-h-6 items-center gap-2 max-sm:min-h-11" key={option}>
              <input
                checked={reason === option}
                className="size-4 shrink-0 accent-accent"
                name="reason"
                onChange={() => setReason(option)}
                type="radio"
              />
              {option === 'other' ? 'Another reason' : option}
            </label>
          ))}
        </fieldset>
        {own && (
          <div className="mt-2">
            <TextField
              label="Your reason"
              maxLength={500}
              minLength={3}
              onChange={(event) => setOther(event.target.value)}
              required
              value={other}
            />
          </div>
        )}
        <DialogActions>
          <DialogClose>
            <Button variant="quiet">Keep it</Button>
          </DialogClose>
          <Button type="submit" variant="primary">
            Skip
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
