'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { CheckboxField } from '#components/ui/checkbox-field';
import { RadioGroupField } from '#components/ui/radio-group-field';
import { SelectField } from '#components/ui/select-field';

interface ExportFormProps {
  address: string;
  /** With a measured snapshot, and whether the gate lets it through. */
  batches: { number: number; name: string; passed: boolean }[];
  chosen: number;
  runs: { number: number; model: string; batch: string; waived: boolean }[];
  formats: { value: string; title: string; note: string }[];
}

/** A plain form that asks the route for the archive: the browser shows its progress and can break it off. */
export function ExportForm({ address, batches, chosen, runs, formats }: ExportFormProps) {
  const [what, setWhat] = useState(`batch=${chosen}`);
  const [name, value] = what.split('=') as [string, string];
  // A run's snapshot was let through, or it would not have trained.
  const passed = name === 'run' || batches.some((batch) => batch.number === Number(value) && batch.passed);
  return (
    <form action={address} className="grid gap-3" method="get">
      <input name={name} type="hidden" value={value} />
      <SelectField
        label="Labels"
        onChange={(event) => setWhat(event.target.value)}
        options={[
          ...batches.map((batch) => ({
            value: `batch=${batch.number}`,
            label: `${batch.name}: latest snapshot`,
          })),
          ...runs.map((run) => ({
            value: `run=${run.number}`,
            label: `${run.batch}: snapshot of run ${run.number} (${run.model}${run.waived ? ', waived' : ''})`,
          })),
        ]}
        value={what}
      />
      <RadioGroupField
        cards
        defaultValue="trl"
        label="Shape of the pairs"
        name="format"
        options={formats.map(({ value: format, title, note }) => ({
          value: format,
          label: title,
          hint: note,
        }))}
      />
      <SelectField
        defaultValue="both"
        label="Files"
        name="files"
        options={[
          { value: 'both', label: 'Parquet and JSON Lines' },
          { value: 'parquet', label: 'Parquet' },
          { value: 'jsonl', label: 'JSON Lines' },
        ]}
      />
      {!passed && (
        <CheckboxField
          hint="Every file, every row and the card say so."
          label="Export although the gate does not let these labels through"
          name="unapproved"
          required
          value="1"
        />
      )}
      <div>
        <Button icon="export" type="submit" variant="primary">
          Export
        </Button>
      </div>
    </form>
  );
}
