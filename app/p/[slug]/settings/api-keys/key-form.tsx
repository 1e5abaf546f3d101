'use client';

import { useActionState, useEffect, useState } from 'react';
import { Card } from '#components/ui/card';
import { CheckboxField } from '#components/ui/checkbox-field';
import { CodeBlock } from '#components/ui/code-block';
import { FieldError } from '#components/ui/field';
import { Notice } from '#components/ui/notice';
import { SelectField } from '#components/ui/select-field';
import { SubmitButton } from '#components/ui/submit-button';
import { TextField } from '#components/ui/text-field';
import { createKey } from '../actions';

const LIFETIMES = [
  { value: '90', label: '90 days' },
  { value: '30', label: '30 days' },
  { value: '365', label: 'One year' },
  { value: 'never', label: 'Until it is revoked' },
];

export function KeyForm({
  slug,
  permissions,
}: {
  slug: string;
  permissions: { id: string; meaning: string }[];
}) {
  const [state, act] = useActionState(createKey, null);
  // Kept by hand: a form that was refused must not be empty.
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const [lifetime, setLifetime] = useState('90');
  useEffect(() => {
    if (!state?.ok) return;
    setName('');
    setChosen([]);
  }, [state]);
  const error = state && !state.ok ? state.error : null;
  return (
    <Card title="New key">
      <form action={act} className="grid gap-3 pt-1">
        <input name="slug" type="hidden" value={slug} />
        {error && !error.fields && <Notice live="alert" title={error.message} tone="fail" />}
        <TextField
          autoComplete="off"
          error={error?.fields?.name}
          hint="After what will use it, such as “ppo-trainer”."
          label="Name"
          name="name"
          onChange={(event) => setName(event.target.value)}
          required
          value={name}
        />
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-medium">May</legend>
          {permissions.map(({ id, meaning }) => (
            <CheckboxField
              checked={chosen.includes(id)}
              hint={meaning}
              key={id}
              label={id}
              name="permissions"
              onChange={(event) =>
                setChosen((all) =>
                  event.target.checked ? [...all, id] : all.filter((other) => other !== id),
                )
              }
              value={id}
            />
          ))}
          <FieldError errors={error?.fields?.permissions ?? []} id="permissions-error" />
        </fieldset>
        <SelectField
          error={error?.fields?.expiresAt}
          label="Valid for"
          name="expiresAt"
          onChange={(event) => setLifetime(event.target.value)}
          options={LIFETIMES}
          value={lifetime}
        />
        <div>
          <SubmitButton pendingLabel="Creating …">Create the key</SubmitButton>
        </div>
      </form>
      {state?.ok && (
        <div className="mt-4 grid gap-2" role="status">
          <p className="font-medium">Copy it now. It cannot be shown again.</p>
          <CodeBlock code={state.result} label="API key" />
        </div>
      )}
    </Card>
  );
}
