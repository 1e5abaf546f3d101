'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { auditActor } from '#lib/access/actor';
import { publishGuideline } from '#lib/labels/guidelines';

const version = z.object({
  title: z.string().trim().min(3, 'Give it a title.').max(120, 'Keep the title under 120 characters.'),
  body: z.string().trim().min(20, 'Write at least a sentence.').max(60_000, 'This is too long to be read.'),
  changes: z.string().trim().min(3, 'Say what changed: annotators read this first.').max(600),
  after: z.coerce.number().int().min(0),
});

export const publish = action('guideline:write', version, async (actor, input) => {
  await publishGuideline(actor.project, auditActor(actor), input);
  revalidatePath(`/p/${actor.project.slug}`, 'layout');
  redirect(`/p/${actor.project.slug}/guideline`);
});
