'use client';

import { type ChangeEvent, type ReactNode, useActionState, useEffect, useState } from 'react';
import { Card } from '#components/ui/card';
import { CheckboxField } from '#components/ui/checkbox-field';
import { Notice } from '#components/ui/notice';
import { SelectField } from '#components/ui/select-field';
import { SubmitButton } from '#components/ui/submit-button';
import { TextField } from '#components/ui/text-field';
import { toast } from '#components/ui/toaster';
import { makeBatch, saveBatch } from './actions';

/** The settings as the form holds them: text, as typed. */
export interface TypedSettings {
  name: string;
  status: 'OPEN' | 'CLOSED';
  priority: string;
  overlap: string;
  leaseMinutes: string;
  goldPercent: string;
  repeatPercent: string;
  adaptive: boolean;
  mostOverlap: string;
  certaintyPercent: string;
  labelBudget: string;
  cohorts: string;
  cohortOverlap: string;
}

interface BatchFormProps {
  slug: string;
  /** Absent for a new batch. */
  batchId?: string;
  now: TypedSettings;
  knownCohorts: string[];
}

/** How a batch is handed out: how many labels, to whom, with which golds and repeats among them. */
export function BatchForm({ slug, batchId, now, knownCohorts }: BatchFormProps) {
  const [state, act] = useActionState(batchId ? saveBatch : makeBatch, null);
  const [typed, setTyped] = useState(now);
  const error = state && !state.ok ? state.error : null;
  useEffect(() => {
    if (state?.ok) toast.success('Saved. Annotators get their next comparisons by it.');
  }, [state]);
  const text = (name: keyof TypedSettings) => ({
    name,
    value: String(typed[name]),
    error: error?.fields?.[name],
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) =>
      setTyped((before) => ({ ...before, [name]: event.target.value })),
  });
  const number = (name: keyof TypedSettings) => ({ ...text(name), inputMode: 'numeric' as const });
  const cohorts = knownCohorts.length
    ? `In this project: ${knownCohorts.join(', ')}.`
    : 'Nobody is in a cohort yet.';
  return (
    <form action={act}>
      <input name="slug" type="hidden" value={slug} />
      {batchId && <input name="batchId" type="hidden" value={batchId} />}
      <Card title="How it is handed out">
        <div className="grid gap-5 pt-1">
          {error && <Notice live="alert" title={error.message} tone="fail" />}
          <Group title="Batch">
            <TextField {...text('name')} label="Name" required />
            <SelectField
              {...text('status')}
              hint="A closed batch is handed to nobody; labels on the way still arrive."
              label="State"
              options={[
                { value: 'OPEN', label: 'Open' },
                { value: 'CLOSED', label: 'Closed' },
              ]}
            />
            <TextField {...number('priority')} hint="Higher comes first." label="Priority" />
            <TextField
              {...number('leaseMinutes')}
              hint="Then a comparison that was not labelled goes to somebody else. Whoever goes on labelling keeps theirs."
              label="Minutes on one desk"
            />
          </Group>
          <Group title="How many labels">
            <TextField
              {...number('overlap')}
              hint="For every comparison, from different people."
              label="Labels per comparison"
            />
            {batchId && (
              <CheckboxField
                hint="Otherwise only those added from now on."
                label="Also for comparisons that are here already"
                name="overlapForAll"
                value="true"
              />
            )}
            <CheckboxField
              checked={typed.adaptive}
              hint="Asks for one more where people differ, and stops where the answer is settled."
              label="More where the answer is uncertain"
              name="adaptive"
              onChange={(event) => setTyped((before) => ({ ...before, adaptive: event.target.checked }))}
              value="true"
            />
            {typed.adaptive ? (
              <>
                <TextField {...number('mostOverlap')} label="At most, per comparison" />
                <TextField
                  {...number('certaintyPercent')}
                  hint="By who chose what, and how well each agrees with the others."
                  label="Settled at, in %"
                />
                <TextField
                  {...number('labelBudget')}
                  hint="Of the whole batch; empty sets no bound."
                  label="Most labels in all"
                  required={false}
                />
              </>
            ) : (
              (['mostOverlap', 'certaintyPercent', 'labelBudget'] as const).map((name) => (
                <input key={name} name={name} type="hidden" value={typed[name]} />
              ))
            )}
          </Group>
          <Group title="Golds and hidden repeats">
            <TextField
              {...number('goldPercent')}
              hint="5 to 10 is usual. Nobody gets the same gold twice. In probation it is doubled, and 10 at the least."
              label="Golds, in %"
            />
            <TextField
              {...number('repeatPercent')}
              hint="The same comparison once more, fifty labels later or more, every second time with sides changed."
              label="Repeats, in %"
            />
          </Group>
          <Group title="For whom">
            <TextField
              {...text('cohorts')}
              hint={`Separated by commas; empty is for everybody. ${cohorts}`}
              label="Only for these cohorts"
              required={false}
            />
            <TextField
              {...text('cohortOverlap')}
              hint="Like: expert 1, crowd 2. Instead of the labels per comparison above, for comparisons added from now on."
              label="So many labels from each cohort"
              required={false}
            />
          </Group>
          <div className="flex justify-end">
            <SubmitButton pendingLabel="Saving …">{batchId ? 'Save' : 'Make the batch'}</SubmitButton>
          </div>
        </div>
      </Card>
    </form>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 font-semibold text-ink-2">{title}</legend>
      <div className="grid items-start gap-x-4 gap-y-3 sm:grid-cols-2">{children}</div>
    </fieldset>
  );
}
