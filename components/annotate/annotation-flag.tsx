'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { Dialog, DialogActions } from '#components/ui/dialog';
import { TextField } from '#components/ui/text-field';
import type { LabelFlag } from '#lib/labels/label-flag';
import type { OpenDialog } from './annotation-dialogs';

const KINDS: { value: LabelFlag['kind']; label: string; hint: string }[] = [
  { value: 'HARMFUL', label: 'Harmful', hint: 'dangerous, abusive, or somebody’s private data' },
  { value: 'BROKEN', label: 'Broken', hint: 'cut off, unreadable, in the wrong place' },
];
const WHERE: { value: LabelFlag['where']; label: string }[] = [
  { value: 'A', label: 'Response A' },
  { value: 'B', label: 'Response B' },
  { value: 'BOTH', label: 'Both responses' },
  { value: 'PROMPT', label: 'The prompt' },
];

interface FlagDialogProps extends OpenDialog {
  flag: LabelFlag | null;
  onFlag: (flag: LabelFlag | null) => void;
}

/** Flags something for the leads. It says nothing about the choice, and goes with the label or the skip. */
export function FlagDialog({ flag, onFlag, ...dialog }: FlagDialogProps) {
  return (
    <Dialog
      {...dialog}
      description="The leads see it with your label. It does not change your choice."
      title={flag ? 'Your flag' : 'Flag something'}
    >
      {/* Inside the dialog, so that each opening begins with what is flagged now. */}
      <FlagFields flag={flag} onFlag={onFlag} />
    </Dialog>
  );
}

function FlagFields({ flag, onFlag }: Pick<FlagDialogProps, 'flag' | 'onFlag'>) {
  const [kind, setKind] = useState(flag?.kind ?? 'HARMFUL');
  const [where, setWhere] = useState(flag?.where ?? 'A');
  const [note, setNote] = useState(flag?.note ?? '');
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onFlag({ kind, where, note: note.trim() });
      }}
    >
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-medium">What is it?</legend>
        {KINDS.map((option) => (
          <label className="flex min-h-6 items-center gap-2 max-sm:min-h-11" key={option.value}>
            <input
              checked={kind === option.value}
              className="size-4 shrink-0 accent-accent"
              name="kind"
              onChange={() => setKind(option.value)}
              type="radio"
            />
            <span>
              {option.label} <span className="text-ink-2">({option.hint})</span>
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset className="grid gap-1 sm:grid-cols-2">
        <legend className="mb-1 font-medium">Where?</legend>
        {WHERE.map((option) => (
          <label className="flex min-h-6 items-center gap-2 max-sm:min-h-11" key={option.value}>
            <input
              checked={where === option.value}
              className="size-4 shrink-0 accent-accent"
              name="where"
              onChange={() => setWhere(option.value)}
              type="radio"
            />
            {option.label}
          </label>
        ))}
      </fieldset>
      <TextField
        label="What the leads should know"
        maxLength={500}
        onChange={(event) => setNote(event.target.value)}
        required={false}
        value={note}
      />
      <DialogActions>
        {flag && (
          <Button onClick={() => onFlag(null)} variant="quiet">
            Remove the flag
          </Button>
        )}
        <Button type="submit" variant="primary">
          Flag it
        </Button>
      </DialogActions>
    </form>
  );
}
