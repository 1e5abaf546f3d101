'use client';

import { useActionState, useEffect, useState } from 'react';
import { Card } from '#components/ui/card';
import { CheckboxField } from '#components/ui/checkbox-field';
import { CodeBlock } from '#components/ui/code-block';
import { FieldError } from '#components/ui/field';
import { Notice } from '#components/ui/notice';
import { SubmitButton } from '#components/ui/submit-button';
import { TextField } from '#components/ui/text-field';
import { add } from './actions';

export function EndpointForm({ slug, events }: { slug: string; events: { id: string; meaning: string }[] }) {
  const [state, act] = useActionState(add, null);
  // Kept by hand: a form that was refused must not be empty.
  const [url, setUrl] = useState('');
  const [description, setDescription] = useState('');
  const [chosen, setChosen] = useState<string[]>(['gate.changed', 'run.finished']);
  useEffect(() => {
    if (!state?.ok) return;
    setUrl('');
    setDescription('');
  }, [state]);
  const error = state && !state.ok ? state.error : null;
  return (
    <Card title="New endpoint">
      <form action={act} className="grid gap-3 pt-1">
        <input name="slug" type="hidden" value={slug} />
        {error && !error.fields && <Notice live="alert" title={error.message} tone="fail" />}
        <TextField
          autoComplete="off"
          error={error?.fields?.url}
          hint="A public address that begins with https://."
          inputMode="url"
          label="Address"
          name="url"
          onChange={(event) => setUrl(event.target.value)}
          required
          value={url}
        />
        <TextField
          autoComplete="off"
          label="What it is"
          name="description"
          onChange={(event) => setDescription(event.target.value)}
          value={description}
        />
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-medium">It is told</legend>
          {events.map(({ id, meaning }) => (
            <CheckboxField
              checked={chosen.includes(id)}
              hint={meaning}
              key={id}
              label={id}
              name="events"
              onChange={(event) =>
                setChosen((all) =>
                  event.target.checked ? [...all, id] : all.filter((other) => other !== id),
                )
              }
              value={id}
            />
          ))}
          <FieldError errors={error?.fields?.events ?? []} id="events-error" />
        </fieldset>
        <div>
          <SubmitButton pendingLabel="Adding …">Add the endpoint</SubmitButton>
        </div>
      </form>
      {state?.ok && (
        <div className="mt-4 grid gap-2" role="status">
          <p className="font-medium">Its secret, shown only now. The receiver verifies signatures with it.</p>
          <CodeBlock code={state.result} label="webhook secret" />
        </div>
      )}
    </Card>
  );
}
