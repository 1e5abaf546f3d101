'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { auditActor } from '#lib/access/actor';
import { ALERT_KIND_NAMES } from '#lib/alerts/alert-kinds';
import { chooseMailedKinds, resolveAlert } from '#lib/alerts/alerts';

export const resolve = action(
  'alert:resolve',
  z.object({
    id: z.coerce.number().int(),
    note: z.string().trim().min(3, 'Say what was done; it stands in the history.').max(1000),
  }),
  async (actor, input) => {
    await resolveAlert(actor.project, auditActor(actor), input);
    revalidatePath(`/p/${actor.project.slug}`, 'layout');
  },
);

const kinds = z.preprocess(
  (given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]),
  z.array(z.enum(ALERT_KIND_NAMES)),
);

export const chooseMails = action('alert:read', z.object({ kinds }), async (actor, input) => {
  await chooseMailedKinds(actor.project.id, actor.userId, input.kinds);
  revalidatePath(`/p/${actor.project.slug}/alerts`);
});
