'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { auditActor } from '#lib/access/actor';
import { CHOOSABLE_EVENTS, type ChoosableEvent } from '#lib/alerts/event-types';
import { replayDelivery } from '#lib/alerts/webhook-deliveries';
import { addEndpoint, removeEndpoint, setEndpointEnabled, testEndpoint } from '#lib/alerts/webhook-endpoints';

const changed = (slug: string) => revalidatePath(`/p/${slug}/settings/webhooks`, 'layout');
const one = z.object({ id: z.uuid() });

const events = z.preprocess(
  (given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]),
  z
    .array(z.custom<ChoosableEvent>((name) => CHOOSABLE_EVENTS.includes(name as ChoosableEvent)))
    .min(1, 'Choose at least one event.'),
);

export const add = action(
  'webhook:manage',
  z.object({
    url: z.string().trim().min(8, 'Write the address that is to be called.').max(500),
    description: z.string().trim().max(200).default(''),
    events,
  }),
  async (actor, input) => {
    const secret = await addEndpoint(actor.project, auditActor(actor), input);
    changed(actor.project.slug);
    return secret;
  },
);

export const remove = action('webhook:manage', one, async (actor, { id }) => {
  await removeEndpoint(actor.project, auditActor(actor), id);
  changed(actor.project.slug);
});

export const setEnabled = action(
  'webhook:manage',
  one.extend({ enabled: z.stringbool() }),
  async (actor, input) => {
    await setEndpointEnabled(actor.project, auditActor(actor), input);
    changed(actor.project.slug);
  },
);

export const sendTest = action('webhook:manage', one, async (actor, { id }) => {
  await testEndpoint(actor.project, auditActor(actor), id);
  changed(actor.project.slug);
});

export const replay = action(
  'webhook:manage',
  z.object({ id: z.coerce.number().int() }),
  async (actor, { id }) => {
    await replayDelivery(actor.project, auditActor(actor), id);
    changed(actor.project.slug);
  },
);
