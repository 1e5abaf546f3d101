'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { auditActor } from '#lib/access/actor';
import { revokeWaiver, signWaiver } from '#lib/training/decide-waiver';
import { prioritiseRun } from '#lib/training/prioritise-run';
import { LONGEST_WAIVER_DAYS, requestWaiver, SHORTEST_REASON } from '#lib/training/request-waiver';
import { trainUnderWaiver } from '#lib/training/train-under-waiver';

const inProject = { slug: z.string() };
const changed = (slug: string) => revalidatePath(`/p/${slug}/training`, 'layout');

/** Doors of the training pages: who goes first, and the three acts of a waiver. */

export const prioritise = action(
  'training:request',
  z.object({
    ...inProject,
    number: z.coerce.number().int(),
    priority: z.coerce.number().int().min(0).max(9),
  }),
  async (actor, input) => {
    await prioritiseRun(actor.project, auditActor(actor), input);
    changed(actor.project.slug);
  },
);

export const askForWaiver = action(
  'waiver:request',
  z.object({
    ...inProject,
    run: z.coerce.number().int(),
    reason: z
      .string()
      .trim()
      .min(SHORTEST_REASON, 'Give a reason that others can weigh: at least a sentence.')
      .max(2000),
    days: z.coerce.number().int().min(1).max(LONGEST_WAIVER_DAYS),
  }),
  async (actor, input) => {
    const number = await requestWaiver(actor.project, auditActor(actor), input);
    changed(actor.project.slug);
    return number;
  },
);

export const sign = action(
  'waiver:sign',
  z.object({ ...inProject, waiver: z.coerce.number().int() }),
  async (actor, input) => {
    await signWaiver(actor.project, auditActor(actor), input);
    changed(actor.project.slug);
  },
);

export const revoke = action(
  'waiver:revoke',
  z.object({
    ...inProject,
    waiver: z.coerce.number().int(),
    reason: z.string().trim().min(3, 'Say why; it stands beside the waiver.').max(500),
  }),
  async (actor, input) => {
    await revokeWaiver(actor.project, auditActor(actor), input);
    changed(actor.project.slug);
  },
);

export const trainWaived = action(
  'training:request',
  z.object({ ...inProject, waiver: z.coerce.number().int() }),
  async (actor, input) => {
    const { run } = await trainUnderWaiver(actor.project, auditActor(actor), input);
    changed(actor.project.slug);
    return run;
  },
);
