'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { auditActor } from '#lib/access/actor';
import { CHECK_IDS, type CheckId } from '#lib/gate/policy';
import { pauseAnnotator, restoreLabels, resumeAnnotator } from '#lib/labels/change-annotator';
import { collectOverlap } from '#lib/labels/collect-overlap';
import { startSimulation } from '#lib/labels/start-simulation';
import { cancelRun } from '#lib/training/cancel-run';
import { requestTraining, trainingOptions } from '#lib/training/request-training';

const inProject = { slug: z.string() };
const reason = z.string().trim().min(3, 'Write a reason; the annotator reads it.').max(500);

/** Doors of the project's buttons. Each names its permission; what it does is in the server rooms. */

export const pause = action(
  'annotator:manage',
  z.object({
    ...inProject,
    annotatorId: z.coerce.number().int(),
    reason,
    batchId: z.uuid().optional(),
    /** Set aside this annotator's labels from here on; absent or empty keeps all. */
    fromSequence: z
      .union([z.literal('').transform(() => undefined), z.coerce.number().int().min(0)])
      .optional(),
    setAside: z.literal('on').optional(),
  }),
  async (actor, { annotatorId, reason, batchId, fromSequence, setAside }) => {
    const aside = setAside && batchId && fromSequence !== undefined ? { batchId, fromSequence } : null;
    const done = await pauseAnnotator(actor.project, auditActor(actor), {
      annotatorId,
      reason,
      setAside: aside,
    });
    revalidatePath(`/p/${actor.project.slug}`, 'layout');
    return done.setAside;
  },
);

export const resume = action(
  'annotator:manage',
  z.object({ ...inProject, annotatorId: z.coerce.number().int(), reason }),
  async (actor, input) => {
    await resumeAnnotator(actor.project, auditActor(actor), input);
    revalidatePath(`/p/${actor.project.slug}`, 'layout');
  },
);

export const restore = action(
  'annotator:manage',
  z.object({ ...inProject, annotatorId: z.coerce.number().int(), batchId: z.uuid() }),
  async (actor, input) => {
    await restoreLabels(actor.project, auditActor(actor), input);
    revalidatePath(`/p/${actor.project.slug}`, 'layout');
  },
);

export const collect = action(
  'overlap:collect',
  z.object({
    ...inProject,
    batchId: z.uuid(),
    count: z.coerce.number().int().min(1).max(100_000),
    tag: z.string().max(200).optional(),
    check: z.enum(CHECK_IDS as [CheckId, ...CheckId[]]).optional(),
  }),
  async (actor, input) => {
    const queued = await collectOverlap(actor.project, auditActor(actor), input);
    revalidatePath(`/p/${actor.project.slug}`, 'layout');
    return queued;
  },
);

export const simulate = action(
  'simulation:run',
  z.object({ ...inProject, batchId: z.uuid() }),
  async (actor, { batchId }) => startSimulation(actor.project, auditActor(actor), batchId),
);

export const train = action(
  'training:request',
  z.object({ ...inProject, batchId: z.uuid(), ...trainingOptions.shape }),
  async (actor, { batchId, slug: _, ...options }) => {
    const run = await requestTraining(actor.project, auditActor(actor), { batchId, options });
    redirect(`/p/${actor.project.slug}/training/${run.number}`);
  },
);

export const cancel = action(
  'training:request',
  z.object({ ...inProject, number: z.coerce.number().int() }),
  async (actor, { number }) => {
    await cancelRun(actor.project, auditActor(actor), number);
    revalidatePath(`/p/${actor.project.slug}/training`, 'layout');
  },
);
