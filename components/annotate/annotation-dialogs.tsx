'use client';

import { Fragment, useState } from 'react';
import { Button } from '#components/ui/button';
import { Dialog, DialogActions, DialogClose } from '#components/ui/dialog';
import { Kbd } from '#components/ui/kbd';
import { TextField } from '#components/ui/text-field';
import { KEY_COMMAND_NAMES, KEY_COMMANDS, type KeyBindings, keySign } from '#lib/labels/annotation-keys';
import type { SkipPolicy } from '#lib/labels/label-form';

export interface OpenDialog {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const FIXED: { keys: string[]; does: string }[] = [
  { keys: ['⇧ 1', '⇧ 9'], does: 'First to ninth reason' },
  { keys: ['Ctrl ↵'], does: 'Submit, also while typing' },
];

interface KeysDialogProps extends OpenDialog {
  bindings: KeyBindings;
  onChangeKeys: () => void;
}

/** All keys of the page, as this person has them. */
export function KeysDialog({ bindings, onChangeKeys, ...dialog }: KeysDialogProps) {
  const own = KEY_COMMAND_NAMES.map((name) => ({
    keys: bindings[name].map(keySign),
    does: KEY_COMMANDS[name].does,
  }));
  return (
    <Dialog
      {...dialog}
      description="They rest while you type. None of them deletes anything."
      title="Keys"
      wide
    >
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-2 sm:grid-cols-[auto_minmax(0,1fr)_auto_minmax(0,1fr)]">
        {[...own, ...FIXED].map(({ keys, does }) => (
          <Fragment key={does}>
            <dt className="flex gap-1">
              {keys.length > 0 ? (
                keys.map((key) => <Kbd key={key}>{key}</Kbd>)
              ) : (
                <span className="text-ink-3">no key</span>
              )}
            </dt>
            <dd>{does}</dd>
          </Fragment>
        ))}
      </dl>
      <DialogActions>
        <Button onClick={onChangeKeys}>Change keys</Button>
      </DialogActions>
    </Dialog>
  );
}

const AFTER_SKIP: Record<SkipPolicy, string> = {
  'to-others': 'Someone else gets it, and you do not see it again.',
  'back-later': 'It comes back to you later.',
  nobody: 'Nobody else gets it instead.',
  off: '',
};

interface SkipDialogProps extends OpenDialog {
  reasons: string[];
  policy: SkipPolicy;
  onSkip: (reason: string) => void;
}

/** Gives a comparison back. The reason goes to the leads. */
export function SkipDialog({ reasons, policy, onSkip, ...dialog }: SkipDialogProps) {
  const [reason, setReason] = useState<string>(reasons[0] ?? 'other');
  const [other, setOther] = useState('');
  const own = reason === 'other';
  const words = own ? other.trim() : reason;
  return (
    <Dialog
      {...dialog}
      description={`${AFTER_SKIP[policy]} If neither response is better, choose a tie instead.`}
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
          {[...reasons, 'other'].map((option) => (
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
