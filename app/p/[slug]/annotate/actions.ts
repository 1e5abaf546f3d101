'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { annotationSettings } from '#lib/labels/annotation-settings';
import { saveAnnotationSettings } from '#lib/labels/annotation-settings-of';
import { acknowledgeGuideline } from '#lib/labels/guidelines';
import { ownAnnotatorId } from '#lib/labels/label-form-of';

const version = z.object({ number: z.coerce.number().int().min(1) });

export const acknowledgeVersion = action('label:write', version, async (actor, { number }) => {
  await acknowledgeGuideline(actor.project.id, ownAnnotatorId(actor), number);
  revalidatePath(`/p/${actor.project.slug}/annotate`);
  return null;
});

const settings = z.object({
  settings: z
    .string()
    .max(4000)
    .transform((text) => annotationSettings.parse(JSON.parse(text))),
});

/** Keys, text size and layout belong to the person, not to the project. */
export const saveSettings = action('account:write', settings, async (actor, input) => {
  await saveAnnotationSettings(actor.userId, input.settings);
  return null;
});
