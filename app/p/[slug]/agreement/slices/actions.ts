'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { auditActor } from '#lib/access/actor';
import { setCohort } from '#lib/labels/set-cohort';

const one = z.coerce.number().int().positive();

export const chooseCohort = action(
  'annotator:manage',
  z.object({
    slug: z.string(),
    annotators: z.union([one.transform((id) => [id]), z.array(one)], 'Choose at least one annotator.'),
    cohort: z
      .string()
      .trim()
      .max(60)
      .transform((name) => name || null),
  }),
  async (actor, input) => {
    const changed = await setCohort(actor.project, auditActor(actor), {
      annotatorIds: input.annotators,
      cohort: input.cohort,
    });
    revalidatePath(`/p/${actor.project.slug}/agreement`, 'layout');
    return changed;
  },
);
