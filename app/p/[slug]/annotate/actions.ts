'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { acknowledgeGuideline } from '#lib/labels/guidelines';
import { ownAnnotatorId } from '#lib/labels/label-form-of';

const version = z.object({ number: z.coerce.number().int().min(1) });

export const acknowledgeVersion = action('label:write', version, async (actor, { number }) => {
  await acknowledgeGuideline(actor.project.id, ownAnnotatorId(actor), number);
  revalidatePath(`/p/${actor.project.slug}/annotate`);
  return null;
});
