'use client';

import { startTransition, useActionState, useState } from 'react';
import { Button } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { CheckboxField } from '#components/ui/checkbox-field';
import { Notice } from '#components/ui/notice';
import { SelectField } from '#components/ui/select-field';
import { TextAreaField } from '#components/ui/text-area-field';
import { TextField } from '#components/ui/text-field';
import { toast } from '#components/ui/toaster';
import { type LabelForm, labelFormProblem } from '#lib/labels/label-form';
import { saveLabelForm } from './actions';
import { AspectEditor } from './aspect-editor';
import { LabelFormPreview } from './label-form-preview';

const CHOICES: { value: LabelForm['choices'][number]; label: string }[] = [
  { value: 'TIE', label: 'Tie' },
  { value: 'BOTH_BAD', label: 'Both bad' },
  { value: 'CANT_JUDGE', label: 'Can’t judge' },
];
const ORDER: LabelForm['choices'] = ['A', 'TIE', 'B', 'BOTH_BAD', 'CANT_JUDGE'];

const STEPS = [
  { value: '0', label: 'Not asked' },
  { value: '1', label: '3 steps: better, equal, better' },
  { value: '2', label: '5 steps: slightly and much better' },
  { value: '3', label: '7 steps: slightly, better, much better' },
];
const RATIONALE = [
  { value: 'off', label: 'Not asked' },
  { value: 'optional', label: 'Optional' },
  { value: 'required', label: 'Required' },
];
const SKIP = [
  { value: 'to-others', label: 'To others: this person does not see it again' },
  { value: 'back-later', label: 'Back to the same person, later' },
  { value: 'nobody', label: 'To nobody: its place is given up' },
  { value: 'off', label: 'Skipping is not offered' },
];

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** Everything that the form of a project can ask, beside what it will look like. */
export function LabelFormEditor({ form, slug }: { form: LabelForm; slug: string }) {
  const [draft, setDraft] = useState(form);
  // As typed: an empty line being written is not a reason yet, and must not vanish under the cursor.
  const [reasons, setReasons] = useState(form.reasons.join('\n'));
  const [skipReasons, setSkipReasons] = useState(form.skipReasons.join('\n'));
  const [state, act] = useActionState(
    async (before: Awaited<ReturnType<typeof saveLabelForm>>, sent: FormData) => {
      const answer = await saveLabelForm(before, sent);
      if (answer?.ok) toast.success('The form holds from the next label on.');
      return answer;
    },
    null,
  );
  const set = (change: Partial<LabelForm>) => setDraft((before) => ({ ...before, ...change }));
  const problem = labelFormProblem(draft);
  const unchanged = JSON.stringify(draft) === JSON.stringify(form);
  const save = () => {
    const sent = new FormData();
    sent.set('slug', slug);
    sent.set('before', JSON.stringify(form));
    sent.set('after', JSON.stringify(draft));
    startTransition(() => act(sent));
  };
  return (
    <div className="grid items-start gap-3 xl:grid-cols-2">
      <div className="grid gap-3">
        <Card title="Choice">
          <div className="grid gap-3">
            <fieldset>
              <legend className="mb-1 text-ink-2">A and B are always there. Also offered:</legend>
              <div className="flex flex-wrap gap-x-5">
                {CHOICES.map(({ value, label }) => (
                  <CheckboxField
                    checked={draft.choices.includes(value)}
                    key={value}
                    label={label}
                    onChange={(event) =>
                      set({
                        choices: ORDER.filter((c) =>
                          c === value ? event.target.checked : draft.choices.includes(c),
                        ),
                      })
                    }
                  />
                ))}
              </div>
            </fieldset>
            <SelectField
              hint="Scale and choice are one value: a step sets the choice, a choice sets the middle step of its side."
              label="How much better"
              onChange={(event) => set({ strengthSteps: Number(event.target.value) })}
              options={STEPS}
              value={String(draft.strengthSteps)}
            />
          </div>
        </Card>
        <AspectEditor aspects={draft.aspects} onChange={(aspects) => set({ aspects })} />
        <Card title="Why">
          <div className="grid gap-3">
            <TextAreaField
              hint="One a line, up to 12, each at most 40 characters."
              label="Reasons to tick"
              onChange={(event) => {
                setReasons(event.target.value);
                set({ reasons: lines(event.target.value) });
              }}
              rows={6}
              value={reasons}
            />
            <CheckboxField
              checked={draft.reasonRequired}
              label="At least one reason is required"
              onChange={(event) => set({ reasonRequired: event.target.checked })}
            />
            <div className="grid gap-3 sm:grid-cols-2">
              <SelectField
                label="In their own words"
                onChange={(event) => set({ rationale: event.target.value as LabelForm['rationale'] })}
                options={RATIONALE}
                value={draft.rationale}
              />
              {draft.rationale !== 'off' && (
                <TextField
                  inputMode="numeric"
                  label="Characters at least"
                  max={500}
                  min={0}
                  onChange={(event) =>
                    set({
                      rationaleMinimum: Math.min(
                        500,
                        Math.max(0, Math.trunc(Number(event.target.value) || 0)),
                      ),
                    })
                  }
                  type="number"
                  value={draft.rationaleMinimum}
                />
              )}
            </div>
          </div>
        </Card>
        <Card title="Flag and skip">
          <div className="grid gap-3">
            <CheckboxField
              checked={draft.flag}
              hint="Apart from the choice; you see flags on the comparison’s page."
              label="Something can be flagged as harmful or broken"
              onChange={(event) => set({ flag: event.target.checked })}
            />
            <SelectField
              label="A skipped comparison goes"
              onChange={(event) => set({ skipPolicy: event.target.value as LabelForm['skipPolicy'] })}
              options={SKIP}
              value={draft.skipPolicy}
            />
            {draft.skipPolicy !== 'off' && (
              <TextAreaField
                hint="One a line, up to 10. “Another reason”, in their own words, is always there."
                label="Reasons for skipping"
                onChange={(event) => {
                  setSkipReasons(event.target.value);
                  set({ skipReasons: lines(event.target.value) });
                }}
                rows={4}
                value={skipReasons}
              />
            )}
          </div>
        </Card>
      </div>
      <div className="grid gap-3 xl:sticky xl:top-[calc(var(--bar)+12px)]">
        <LabelFormPreview form={draft} />
        {state && !state.ok && <Notice live="alert" title={firstProblem(state.error)} tone="fail" />}
        <div className="flex flex-wrap items-center justify-end gap-2">
          {!unchanged && (
            <Button
              onClick={() => {
                setDraft(form);
                setReasons(form.reasons.join('\n'));
                setSkipReasons(form.skipReasons.join('\n'));
              }}
              variant="quiet"
            >
              Discard the changes
            </Button>
          )}
          <Button
            disabledReason={problem ?? (unchanged ? 'Nothing is changed.' : null)}
            onClick={save}
            variant="primary"
          >
            Save the form
          </Button>
        </div>
      </div>
    </div>
  );
}

const firstProblem = (error: { message: string; fields?: Record<string, string[]> }): string =>
  error.fields?.after?.[0] ?? error.message;
