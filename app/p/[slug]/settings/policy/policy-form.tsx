'use client';

import { useActionState, useEffect, useState } from 'react';
import { Button } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { CheckboxField } from '#components/ui/checkbox-field';
import { Chip } from '#components/ui/chip';
import { Notice } from '#components/ui/notice';
import { SelectField } from '#components/ui/select-field';
import { SubmitButton } from '#components/ui/submit-button';
import { TextField } from '#components/ui/text-field';
import { toast } from '#components/ui/toaster';
import { CHECK_IDS, type CheckId, PRESETS, type PresetName } from '#lib/gate/policy';
import type { PolicyContent } from '#lib/gate/policy-difference';
import { presetOf } from '#lib/gate/policy-preset';
import { previewPolicy, savePolicy } from '../actions';
import { LEVELS } from '../form-input';
import { PolicyRow } from './policy-row';
import { PreviewPanel } from './preview-panel';
import { PRESET_WORDS } from './reference-levels';
import { asChecks, asTyped, type Typed } from './threshold-text';

const PRESET_NAMES = Object.keys(PRESETS) as PresetName[];

/** The thresholds, each beside what is known about its height. Presets fill the fields; only saving puts them in force. */
export function PolicyForm({ slug, now, after }: { slug: string; now: PolicyContent; after: number }) {
  const [state, act] = useActionState(savePolicy, null);
  const [typed, setTyped] = useState<Typed>(() => asTyped(now.checks));
  const [level, setLevel] = useState(String(now.level));
  const [two, setTwo] = useState(now.twoForLowering);
  const [preview, look, looking] = useActionState(previewPolicy, null);
  const [note, setNote] = useState('');
  const error = state && !state.ok ? state.error : null;
  useEffect(() => {
    if (!state?.ok) return;
    setNote('');
    if ('proposal' in state.result) {
      toast.success('Proposed. It comes into force when another admin approves it.');
      return;
    }
    const { version, released } = state.result;
    toast.success(
      `Version ${version} is in force.${released ? ` ${released} waiting ${released === 1 ? 'run starts' : 'runs start'}.` : ''}`,
    );
  }, [state]);
  const set = (check: CheckId, value: string) => setTyped((before) => ({ ...before, [check]: value }));
  const preset = presetOf(asChecks(typed));
  return (
    <form action={act}>
      <input name="slug" type="hidden" value={slug} />
      <input name="after" type="hidden" value={after} />
      <Card
        actions={
          <Chip tone={preset === 'custom' ? 'plain' : 'accent'}>
            {preset === 'custom' ? 'Own thresholds' : `Preset: ${preset}`}
          </Chip>
        }
        padded={false}
        title="Thresholds"
      >
        <div className="px-4 pt-2 pb-3">
          <p className="text-ink-2">
            Begin with a preset, then change what you have a reason for. An empty field asks for nothing.
          </p>
          <div className="mt-2 grid gap-2 sm:grid-cols-3">
            {PRESET_NAMES.map((name) => (
              <div className="flex flex-col items-start gap-1" key={name}>
                <Button
                  aria-pressed={preset === name}
                  onClick={() => setTyped(asTyped(PRESETS[name]))}
                  size="small"
                >
                  Fill in “{name}”
                </Button>
                <p className="text-ink-3 text-small">{PRESET_WORDS[name]}</p>
              </div>
            ))}
          </div>
        </div>
        <ul>
          {CHECK_IDS.map((check) => (
            <PolicyRow
              check={check}
              error={error?.fields?.[check]}
              key={check}
              onChange={(value) => set(check, value)}
              value={typed[check]}
            />
          ))}
        </ul>
        <div className="grid gap-3 border-line border-t px-4 py-3">
          {error && <Notice live="alert" title={error.message} tone="fail" />}
          <div className="grid items-start gap-3 sm:grid-cols-2">
            <SelectField
              error={error?.fields?.level}
              hint={`A batch below a threshold opens the gate with at most ${missText(level)}, however often it is judged.`}
              label="Confidence level"
              name="level"
              onChange={(event) => setLevel(event.target.value)}
              options={LEVELS.map((l) => ({ value: String(l), label: `${Math.round(100 * l)} %` }))}
              value={level}
            />
            <CheckboxField
              checked={two}
              hint="A check dropped, a threshold or the level made easier: another admin has to approve it."
              label="Lowering this policy takes two admins"
              name="twoForLowering"
              onChange={(event) => setTwo(event.target.checked)}
            />
          </div>
          {preview &&
            (preview.ok ? (
              <PreviewPanel batches={preview.result} />
            ) : (
              <Notice live="alert" title={preview.error.message} tone="fail" />
            ))}
          <TextField
            error={error?.fields?.note}
            hint="It stands in the history and in the audit log."
            label="Why this change"
            name="note"
            onChange={(event) => setNote(event.target.value)}
            required
            value={note}
          />
          <div className="flex flex-wrap items-center justify-end gap-2">
            <span className="text-ink-3 text-small">Every run that waits is judged again at once.</span>
            <Button formAction={look} formNoValidate type="submit">
              {looking ? 'Judging …' : 'Preview'}
            </Button>
            <SubmitButton pendingLabel="Judging …">Save as version {after + 1}</SubmitButton>
          </div>
        </div>
      </Card>
    </form>
  );
}

/** The chance that is left: half of what the level leaves, because only one end of the interval counts. */
const missText = (level: string) => `${Number((50 * (1 - Number(level))).toPrecision(3))} % probability`;
