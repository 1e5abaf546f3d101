'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { auditActor } from '#lib/access/actor';
import { addPairs } from '#lib/labels/add-pairs';
import { batchSettings } from '#lib/labels/batch-settings';
import { changeBatch, createBatch } from '#lib/labels/change-batch';

export const makeBatch = action('batch:manage', batchSettings, async (actor, input): Promise<void> => {
  const number = await createBatch(actor.project, auditActor(actor), input);
  revalidatePath(`/p/${actor.project.slug}`, 'layout');
  redirect(`/p/${actor.project.slug}/batches/${number}`);
});

export const saveBatch = action(
  'batch:manage',
  batchSettings.safeExtend({ batchId: z.uuid() }),
  async (actor, { batchId, ...settings }) => {
    await changeBatch(actor.project, auditActor(actor), batchId, settings);
    revalidatePath(`/p/${actor.project.slug}`, 'layout');
  },
);

export const morePairs = action(
  'batch:manage',
  z.object({ batchId: z.uuid(), count: z.coerce.number().int().min(1).max(5000) }),
  async (actor, input) => {
    const made = await addPairs(actor.project, auditActor(actor), input);
    revalidatePath(`/p/${actor.project.slug}`, 'layout');
    return made;
  },
);
