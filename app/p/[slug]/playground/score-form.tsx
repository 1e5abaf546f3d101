'use client';

import { useActionState } from 'react';
import { Card } from '#components/ui/card';
import { Chip } from '#components/ui/chip';
import { Notice } from '#components/ui/notice';
import { SelectField } from '#components/ui/select-field';
import { SubmitButton } from '#components/ui/submit-button';
import { TextAreaField } from '#components/ui/text-area-field';
import { formatSigned } from '#lib/charts/format-figure';
import { score } from './actions';

export function ScoreForm({ slug, model, models }: { slug: string; model: string; models: string[] }) {
  const [state, submit] = useActionState(score, null);
  const answer = state?.ok ? state.result : null;
  const errors = state && !state.ok ? state.error.fields : undefined;
  const sides = [
    { name: 'first', label: 'First response', reward: answer?.rewards[0], best: answer?.best === 0 },
    { name: 'second', label: 'Second response', reward: answer?.rewards[1], best: answer?.best === 1 },
  ];
  return (
    <form action={submit} className="grid max-w-5xl gap-3">
      <input name="slug" type="hidden" value={slug} />
      <SelectField
        defaultValue={model}
        label="Reward model"
        name="model"
        options={models.map((name) => ({ value: name, label: name }))}
      />
      <TextAreaField error={errors?.prompt} label="Prompt" name="prompt" required rows={3} />
      <div className="grid gap-3 md:grid-cols-2">
        {sides.map((side) => (
          <Card actions={side.best && <Chip tone="pass">Preferred</Chip>} key={side.name} title={side.label}>
            <TextAreaField
              error={errors?.[side.name]}
              label={side.label}
              labelHidden
              name={side.name}
              required
              rows={8}
            />
            <p aria-live="polite" className="mt-2 text-ink-2">
              {side.reward ? (
                <>
                  Reward <b className="text-lead text-ink">{formatSigned(side.reward.reward)}</b>
                  <span className="text-ink-3 text-small">
                    {' '}
                    · {formatSigned(side.reward.normalised, 2)} standard deviations from the mean of training
                    responses
                  </span>
                </>
              ) : (
                <span className="text-ink-3 text-small">Not scored yet.</span>
              )}
            </p>
          </Card>
        ))}
      </div>
      {state && !state.ok && !errors && <Notice live="alert" title={state.error.message} tone="fail" />}
      <div>
        <SubmitButton pendingLabel="Scoring …">Score both</SubmitButton>
      </div>
    </form>
  );
}
