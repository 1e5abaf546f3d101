'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { auditActor } from '#lib/access/actor';
import { openAdjudications } from '#lib/labels/open-adjudications';
import { goldsFromDisagreements } from '#lib/quality/golds-from-disagreements';

const ids = z
  .string()
  .transform((text) => text.split(',').filter(Boolean).map(Number))
  .pipe(z.array(z.number().int().positive()).min(1, 'Choose at least one comparison.').max(500));
const reason = z.string().trim().min(3, 'Write a reason.').max(1000);

export const sendToAdjudication = action(
  'adjudication:open',
  z.object({ slug: z.string(), ids, reason }),
  async (actor, input) => {
    const { opened } = await openAdjudications(actor.project, auditActor(actor), {
      comparisonIds: input.ids,
      reason: input.reason,
    });
    revalidatePath(`/p/${actor.project.slug}/agreement`, 'layout');
    return opened;
  },
);

export const promoteToGold = action(
  'gold:write',
  z.object({ slug: z.string(), ids, reason, choice: z.enum(['LIKELY', 'A', 'B', 'TIE', 'BOTH_BAD']) }),
  async (actor, input) => {
    const made = await goldsFromDisagreements(actor.project, auditActor(actor), {
      comparisonIds: input.ids,
      choice: input.choice === 'LIKELY' ? null : input.choice,
      reason: input.reason,
    });
    revalidatePath(`/p/${actor.project.slug}/agreement`, 'layout');
    return made;
  },
);
