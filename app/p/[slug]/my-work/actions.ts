'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { auditActor } from '#lib/access/actor';
import { markMessagesRead } from '#lib/labels/annotator-messages';
import { writeAppeal } from '#lib/labels/appeals';
import { ownAnnotatorId } from '#lib/labels/label-form-of';
import { beginAttempt } from '#lib/labels/qualification-attempt';

export const appeal = action(
  'appeal:write',
  z.object({ body: z.string().trim().min(10, 'Say in a sentence or two what we should know.').max(4000) }),
  async (actor, { body }) => {
    await writeAppeal(actor.project, auditActor(actor), { annotatorId: ownAnnotatorId(actor), body });
    revalidatePath(`/p/${actor.project.slug}/my-work`);
  },
);

export const tryAgain = action('work:read-own', z.object({}), async (actor) => {
  await beginAttempt(actor.project, auditActor(actor), ownAnnotatorId(actor));
  revalidatePath(`/p/${actor.project.slug}`, 'layout');
});

export const readMessages = action('work:read-own', z.object({}), async (actor) => {
  await markMessagesRead(ownAnnotatorId(actor));
  revalidatePath(`/p/${actor.project.slug}/my-work`);
});
