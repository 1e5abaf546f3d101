'use client';

import { useActionState, useState } from 'react';
import { ButtonLink } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { Notice } from '#components/ui/notice';
import { SubmitButton } from '#components/ui/submit-button';
import { TextAreaField } from '#components/ui/text-area-field';
import { TextField } from '#components/ui/text-field';
import { startProject } from './actions';

/** A name as an address: small letters, digits and single hyphens. */
function addressOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '');
}

export function ProjectForm() {
  const [state, act] = useActionState(startProject, null);
  const [name, setName] = useState('');
  // Null until somebody writes an address of their own: so long it follows the name.
  const [address, setAddress] = useState<string | null>(null);
  const [description, setDescription] = useState('');
  const error = state && !state.ok ? state.error : null;
  return (
    <Card>
      <form action={act} className="grid gap-4 pt-2">
        {error && !error.fields && <Notice live="alert" title={error.message} tone="fail" />}
        <TextField
          error={error?.fields?.name}
          label="Name"
          maxLength={120}
          name="name"
          onChange={(event) => setName(event.target.value)}
          required
          value={name}
        />
        <TextField
          error={error?.fields?.address}
          hint="Part of every link to the project. It stays as it is."
          label="Address"
          maxLength={60}
          name="address"
          onChange={(event) => setAddress(event.target.value)}
          pattern="[a-z0-9]+(-[a-z0-9]+)*"
          required
          title="Small letters, digits and single hyphens"
          value={address ?? addressOf(name)}
        />
        <TextAreaField
          error={error?.fields?.description}
          label="What it is about"
          maxLength={500}
          name="description"
          onChange={(event) => setDescription(event.target.value)}
          required={false}
          rows={3}
          value={description}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <ButtonLink href="/" variant="quiet">
            Cancel
          </ButtonLink>
          <SubmitButton pendingLabel="Starting …">Start the project</SubmitButton>
        </div>
      </form>
    </Card>
  );
}
