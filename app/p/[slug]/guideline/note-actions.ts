'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { auditActor } from '#lib/access/actor';
import { closeGuidelineNote } from '#lib/labels/guideline-notes';

export const closeNote = action(
  'guideline:write',
  z.object({ noteId: z.uuid(), workedIn: z.stringbool() }),
  async (actor, input) => {
    await closeGuidelineNote(actor.project, auditActor(actor), input);
    revalidatePath(`/p/${actor.project.slug}/guideline`, 'layout');
  },
);
