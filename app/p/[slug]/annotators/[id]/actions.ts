'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { auditActor } from '#lib/access/actor';
import { addAnnotatorNote } from '#lib/labels/annotator-notes';

/** A lead's note about an annotator. */
export const addNote = action(
  'annotator:manage',
  z.object({
    slug: z.string(),
    annotatorId: z.coerce.number().int(),
    body: z.string().trim().min(1, 'Write something down first.').max(4000),
  }),
  async (actor, { annotatorId, body }) => {
    await addAnnotatorNote(actor.project, auditActor(actor), { annotatorId, body });
    revalidatePath(`/p/${actor.project.slug}/annotators/${annotatorId}`);
    return {};
  },
);
