'use client';

import { useState } from 'react';
import { ActionForm } from '#components/ui/action-form';
import { CheckboxField } from '#components/ui/checkbox-field';
import { SubmitButton } from '#components/ui/submit-button';
import { TextField } from '#components/ui/text-field';
import { chooseCohort } from './actions';

/** Who belongs to which cohort: several annotators at once. */
export function CohortForm({
  slug,
  annotators,
}: {
  slug: string;
  annotators: { id: number; name: string; cohort: string | null }[];
}) {
  const [opened, setOpened] = useState(false);
  return (
    <details onToggle={() => setOpened(true)} className="no-print border-line border-t px-4 py-2.5">
      <summary className="w-fit text-accent-text">Put annotators into a cohort</summary>
      <div className="mt-2">
        <ActionForm
          action={chooseCohort}
          done="{n} annotators changed. The figures follow with the next measurement."
          hidden={{ slug }}
        >
          <fieldset className="grid max-h-60 grid-cols-[repeat(auto-fill,minmax(200px,1fr))] gap-x-4 overflow-y-auto">
            <legend className="mb-1 font-medium">Annotators</legend>
            {opened &&
              annotators.map(({ id, name, cohort }) => (
                <CheckboxField
                  key={id}
                  label={cohort ? `${name} (${cohort})` : name}
                  name="annotators"
                  value={id}
                />
              ))}
          </fieldset>
          <div className="flex flex-wrap items-end gap-2">
            <TextField
              hint="A vendor, a country, a level of training. Empty takes them out."
              label="Cohort"
              maxLength={60}
              name="cohort"
            />
            <SubmitButton pendingLabel="Changing …" variant="default">
              Change
            </SubmitButton>
          </div>
        </ActionForm>
      </div>
    </details>
  );
}
