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
  const bound = (name: keyof TypedSettings) => ({
    name,
    value: String(typed[name]),
    error: error?.fields?.[name],
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) =>
      setTyped((before) => ({ ...before, [name]: event.target.value })),
  });
  const text = (name: keyof TypedSettings, label: string, hint?: string, required = true) => (
    <TextField {...bound(name)} hint={hint} label={label} required={required} />
  );
  const number = (name: keyof TypedSettings, label: string, hint?: string, required = true) => (
    <TextField {...bound(name)} hint={hint} inputMode="numeric" label={label} required={required} />
  );
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
            {text('name', 'Name')}
            <SelectField
              {...bound('status')}
              hint="A closed batch is handed to nobody; labels on the way still arrive."
              label="State"
              options={[
                { value: 'OPEN', label: 'Open' },
                { value: 'CLOSED', label: 'Closed' },
              ]}
            />
            {number('priority', 'Priority', 'Higher comes first.')}
            {number(
              'leaseMinutes',
              'Minutes on one desk',
              'Then a comparison that was not labelled goes to somebody else. Whoever goes on labelling keeps theirs.',
            )}
          </Group>
          <Group title="How many labels">
            {number('overlap', 'Labels per comparison', 'For every comparison, from different people.')}
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
                {number('mostOverlap', 'At most, per comparison')}
                {number(
                  'certaintyPercent',
                  'Settled at, in %',
                  'By who chose what, and how well each agrees with the others.',
                )}
                {number(
                  'labelBudget',
                  'Most labels in all',
                  'Of the whole batch; empty sets no bound.',
                  false,
                )}
              </>
            ) : (
              (['mostOverlap', 'certaintyPercent', 'labelBudget'] as const).map((name) => (
                <input key={name} name={name} type="hidden" value={typed[name]} />
              ))
            )}
          </Group>
          <Group title="Golds and hidden repeats">
            {number(
              'goldPercent',
              'Golds, in %',
              '5 to 10 is usual. Nobody gets the same gold twice. In probation it is doubled, and 10 at the least.',
            )}
            {number(
              'repeatPercent',
              'Repeats, in %',
              'The same comparison once more, fifty labels later or more, every second time with sides changed.',
            )}
          </Group>
          <Group title="For whom">
            {text(
              'cohorts',
              'Only for these cohorts',
              `Separated by commas; empty is for everybody. ${cohorts}`,
              false,
            )}
            {text(
              'cohortOverlap',
              'So many labels from each cohort',
              'Like: expert 1, crowd 2. Instead of the labels per comparison above, for comparisons added from now on.',
              false,
            )}
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
