'use client';

import type { ReactNode } from 'react';
import { ActionForm } from '#components/ui/action-form';
import { Button } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import { RadioGroupField } from '#components/ui/radio-group-field';
import { SubmitButton } from '#components/ui/submit-button';
import type { Member } from '#lib/access/members';
import { letLabel, remove, setActive, setRole } from '../actions';
import { ROLE_OPTIONS } from './role-names';

/** Everything that an admin can change about one member, each act with what it means. */
export function MemberDialog({ member, slug }: { member: Member; slug: string }) {
  const hidden = { slug, userId: member.userId };
  return (
    <Dialog
      description={member.email}
      title={member.name}
      trigger={
        <Button aria-label={`Change ${member.name}`} size="small">
          Change
        </Button>
      }
    >
      <div className="grid gap-5">
        <ActionForm action={setRole} done={`${member.name} has a new role.`} hidden={hidden}>
          <RadioGroupField
            cards
            defaultValue={member.role}
            hint="In force from their next request on."
            label="Role"
            name="role"
            options={ROLE_OPTIONS}
          />
          <div>
            <SubmitButton pendingLabel="Saving …">Save the role</SubmitButton>
          </div>
        </ActionForm>
        {!member.labels && (
          <Part title="Label too" words="Gives them a place among the annotators, beside their role.">
            <ActionForm action={letLabel} done={`${member.name} can label now.`} hidden={hidden} inline>
              <SubmitButton variant="default">Give a place</SubmitButton>
            </ActionForm>
          </Part>
        )}
        <Part
          title={member.active ? 'Switch the account off' : 'Switch the account on'}
          words={
            member.active
              ? 'Ends every session at once and frees what is on their desk. Labels stay. You can switch it on again.'
              : 'They can sign in again. Old sessions stay ended.'
          }
        >
          <ActionForm
            action={setActive}
            done={`${member.name}’s account is ${member.active ? 'off' : 'on'}.`}
            hidden={{ ...hidden, active: String(!member.active) }}
            inline
          >
            <SubmitButton variant={member.active ? 'danger' : 'default'}>
              {member.active ? 'Switch off' : 'Switch on'}
            </SubmitButton>
          </ActionForm>
        </Part>
        <Part
          title="Remove from the project"
          words="They lose access to this project only. Their labels stay, and an invitation brings them back."
        >
          <ActionForm action={remove} done={`${member.name} is removed.`} hidden={hidden} inline>
            <SubmitButton variant="danger">Remove</SubmitButton>
          </ActionForm>
        </Part>
      </div>
    </Dialog>
  );
}

function Part({ title, words, children }: { title: string; words: string; children: ReactNode }) {
  return (
    <section className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-t pt-3">
      <div className="min-w-48 flex-1">
        <h3 className="font-medium">{title}</h3>
        <p className="text-ink-3 text-small">{words}</p>
      </div>
      {children}
    </section>
  );
}
