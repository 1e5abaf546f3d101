'use client';

import { useActionState } from 'react';
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
          required
        />
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-medium">May</legend>
          {permissions.map(({ id, meaning }) => (
            <CheckboxField hint={meaning} key={id} label={id} name="permissions" value={id} />
          ))}
          <FieldError errors={error?.fields?.permissions ?? []} id="permissions-error" />
        </fieldset>
        <SelectField
          error={error?.fields?.expiresAt}
          label="Valid for"
          name="expiresAt"
          options={LIFETIMES}
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
