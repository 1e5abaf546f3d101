'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { auditActor } from '#lib/access/actor';
import { setGold } from '#lib/labels/set-gold';

export const makeGold = action(
  'gold:write',
  z.object({
    comparisonId: z.coerce.number().int(),
    choice: z.enum(['A', 'TIE', 'B', 'BOTH_BAD'], { error: 'Choose the known answer.' }),
    reason: z.string().trim().min(3, 'Write why: it is what a person in practice reads.').max(1000),
    practice: z.literal('on').optional(),
  }),
  async (actor, { practice, ...input }) => {
    await setGold(actor.project, auditActor(actor), { ...input, practice: practice === 'on' });
    revalidatePath(`/p/${actor.project.slug}`, 'layout');
  },
);
