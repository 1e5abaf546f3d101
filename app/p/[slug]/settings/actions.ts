'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { auditActor } from '#lib/access/actor';
import { createApiKey, revokeApiKey } from '#lib/access/api-key';
import { invitationLink } from '#lib/access/invitation-link';
import {
  changeRole,
  giveAnnotatorPlace,
  inviteMember,
  removeMember,
  revokeInvitation,
  setAccountActive,
} from '#lib/access/members';
import { changePolicy } from '#lib/quality/change-policy';
import { decideProposal } from '#lib/quality/decide-proposal';
import { policyPreview } from '#lib/quality/policy-preview';
import { checksOf, keyInput, policyInput, previewInput } from './form-input';

const role = z.enum(['ANNOTATOR', 'LEAD', 'ADMIN'], { error: 'Choose a role.' });
const userId = z.uuid();

const changed = (slug: string) => revalidatePath(`/p/${slug}/settings`, 'layout');

export const invite = action(
  'member:manage',
  z.object({ email: z.email('Write an e-mail address.').max(200), role }),
  async (actor, input) => {
    const token = await inviteMember(actor, input);
    changed(actor.project.slug);
    return { link: invitationLink(token), email: input.email };
  },
);

export const revokeInvite = action('member:manage', z.object({ id: z.uuid() }), async (actor, { id }) => {
  await revokeInvitation(actor, id);
  changed(actor.project.slug);
});

export const setRole = action('member:manage', z.object({ userId, role }), async (actor, input) => {
  await changeRole(actor, input);
  changed(actor.project.slug);
});

export const letLabel = action('member:manage', z.object({ userId }), async (actor, input) => {
  await giveAnnotatorPlace(actor, input.userId);
  changed(actor.project.slug);
});

export const remove = action('member:manage', z.object({ userId }), async (actor, input) => {
  await removeMember(actor, input.userId);
  changed(actor.project.slug);
});

export const setActive = action(
  'member:manage',
  z.object({ userId, active: z.stringbool() }),
  async (actor, input) => {
    await setAccountActive(actor, input);
    changed(actor.project.slug);
  },
);

export const createKey = action('api-key:manage', keyInput, async (actor, input) => {
  const { key } = await createApiKey(actor, input);
  changed(actor.project.slug);
  return key;
});

export const revokeKey = action('api-key:manage', z.object({ id: z.uuid() }), async (actor, { id }) => {
  await revokeApiKey(actor, id);
  changed(actor.project.slug);
});

export const savePolicy = action('policy:write', policyInput, async (actor, input) => {
  const { note, after, level, twoForLowering } = input;
  const saved = await changePolicy(actor.project, auditActor(actor), {
    checks: checksOf(input),
    level,
    twoForLowering,
    note,
    after,
  });
  revalidatePath(`/p/${actor.project.slug}`, 'layout');
  return saved;
});

export const previewPolicy = action('policy:write', previewInput, (actor, input) =>
  policyPreview(actor.project.id, { checks: checksOf(input), level: input.level }),
);

export const answerProposal = action(
  'policy:write',
  z.object({ proposalId: z.uuid(), approve: z.stringbool() }),
  async (actor, input) => {
    await decideProposal(actor.project, auditActor(actor), input);
    revalidatePath(`/p/${actor.project.slug}`, 'layout');
  },
);
