'use client';

import { useActionState, useEffect, useState } from 'react';
import { ActionForm } from '#components/ui/action-form';
import { Card } from '#components/ui/card';
import { CardList } from '#components/ui/card-list';
import { CodeBlock } from '#components/ui/code-block';
import { EmptyState } from '#components/ui/empty-state';
import { Notice } from '#components/ui/notice';
import { SelectField } from '#components/ui/select-field';
import { SubmitButton } from '#components/ui/submit-button';
import { TextField } from '#components/ui/text-field';
import { Time } from '#components/ui/time';
import type { OpenInvitation } from '#lib/access/members';
import { invite, revokeInvite } from '../actions';
import { ROLE_NAMES, ROLE_OPTIONS } from './role-names';

/** Invites by link: shown once, valid for two weeks, for one address. */
export function InvitePanel({ slug, invitations }: { slug: string; invitations: OpenInvitation[] }) {
  const [state, act] = useActionState(invite, null);
  // Kept by hand: a form that was refused must not be empty.
  const [email, setEmail] = useState('');
  const [role, setRole] = useState('ANNOTATOR');
  useEffect(() => {
    if (state?.ok) setEmail('');
  }, [state]);
  const error = state && !state.ok ? state.error : null;
  return (
    <div className="grid gap-3">
      <Card title="Invite">
        <form action={act} className="grid gap-3 pt-1">
          <input name="slug" type="hidden" value={slug} />
          {error && !error.fields && <Notice live="alert" title={error.message} tone="fail" />}
          <TextField
            autoComplete="off"
            error={error?.fields?.email}
            label="E-mail"
            name="email"
            onChange={(event) => setEmail(event.target.value)}
            required
            type="email"
            value={email}
          />
          <SelectField
            error={error?.fields?.role}
            label="Role"
            name="role"
            onChange={(event) => setRole(event.target.value)}
            value={role}
            options={ROLE_OPTIONS.map(({ value, label }) => ({ value, label }))}
          />
          <div>
            <SubmitButton pendingLabel="Inviting …">Make a link</SubmitButton>
          </div>
        </form>
        {state?.ok && (
          <div className="mt-4 grid gap-2" role="status">
            <p>
              Send this link to <b>{state.result.email}</b>. It is shown only now.
            </p>
            <CodeBlock
              code={new URL(state.result.link, window.location.origin).href}
              label="invitation link"
            />
          </div>
        )}
      </Card>
      <CardList
        empty={<EmptyState icon="invite" title="No open invitation" />}
        note="not used yet"
        title="Open invitations"
      >
        {invitations.map((invitation) => (
          <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2" key={invitation.id}>
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{invitation.email}</span>
              <span className="text-ink-3 text-small">
                {ROLE_NAMES[invitation.role]}, valid until <Time at={invitation.expiresAt} shape="date" />
              </span>
            </span>
            <ActionForm
              action={revokeInvite}
              done="The invitation is revoked."
              hidden={{ slug, id: invitation.id }}
              inline
            >
              <SubmitButton
                aria-label={`Revoke the invitation of ${invitation.email}`}
                size="small"
                variant="danger"
              >
                Revoke
              </SubmitButton>
            </ActionForm>
          </li>
        ))}
      </CardList>
    </div>
  );
}
