'use client';

import { useActionState, useState } from 'react';
import { Button } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { Notice } from '#components/ui/notice';
import { SelectField } from '#components/ui/select-field';
import { SubmitButton } from '#components/ui/submit-button';
import { TextAreaField } from '#components/ui/text-area-field';
import { score } from '../actions';
import { RewardTable } from './reward-table';

const MOST = 16;

interface ScoreFormProps {
  slug: string;
  model: string;
  models: { value: string; label: string }[];
}

/** A prompt, up to sixteen responses to it, and what a model thinks of them. */
export function ScoreForm({ slug, model, models }: ScoreFormProps) {
  const [state, submit] = useActionState(score, null);
  // Kept here, because a form empties its fields once its action is done, and one wants to change a word and look again.
  const [asked, setAsked] = useState({ model, prompt: '', responses: ['', ''] });
  const errors = state && !state.ok ? state.error.fields : undefined;
  const write = (place: number, text: string) =>
    setAsked({ ...asked, responses: asked.responses.map((old, i) => (i === place ? text : old)) });
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-3 lg:grid-cols-2">
      <form action={submit} className="grid gap-3">
        <input name="slug" type="hidden" value={slug} />
        <SelectField
          label="Reward model"
          name="model"
          onChange={(event) => setAsked({ ...asked, model: event.target.value })}
          options={models}
          value={asked.model}
        />
        <TextAreaField
          error={errors?.prompt}
          label="Prompt"
          name="prompt"
          onChange={(event) => setAsked({ ...asked, prompt: event.target.value })}
          required
          rows={3}
          value={asked.prompt}
        />
        {asked.responses.map((text, i) => (
          <TextAreaField
            error={i === 0 ? errors?.response : undefined}
            // biome-ignore lint/suspicious/noArrayIndexKey: the fields are their places
            key={i}
            label={`Response ${i + 1}`}
            name="response"
            onChange={(event) => write(i, event.target.value)}
            required={i === 0}
            rows={4}
            value={text}
          />
        ))}
        {state && !state.ok && !errors && <Notice live="alert" title={state.error.message} tone="fail" />}
        <div className="flex flex-wrap gap-2">
          <SubmitButton pendingLabel="Scoring …">Score</SubmitButton>
          <Button
            disabledReason={asked.responses.length >= MOST ? `${MOST} at most; send more over HTTP.` : null}
            icon="plus"
            onClick={() => setAsked({ ...asked, responses: [...asked.responses, ''] })}
            type="button"
          >
            Add a response
          </Button>
        </div>
      </form>
      <Card
        note={
          state?.ok
            ? `by ${state.result.model}${state.result.waived ? ', trained by a waiver' : ''}`
            : undefined
        }
        title="Best first"
      >
        <div aria-live="polite">
          {state?.ok ? (
            <RewardTable answer={state.result} />
          ) : (
            <p className="text-ink-3">Nothing is scored yet. What is scored here is not stored.</p>
          )}
        </div>
      </Card>
    </div>
  );
}
