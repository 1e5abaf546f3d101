'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { auditActor } from '#lib/access/actor';
import { sendMessage } from '#lib/labels/annotator-messages';
import { answerAppeal } from '#lib/labels/appeals';
import { answerProposal, overrideStatus } from '#lib/labels/override-status';
import { refillLabels } from '#lib/labels/refill-labels';

const changed = (slug: string) => revalidatePath(`/p/${slug}`, 'layout');
const status = z.enum(['QUALIFYING', 'PROBATION', 'ACTIVE', 'PAUSED', 'RETRAINING', 'REMOVED']);
const annotatorId = z.coerce.number().int();

export const answer = action(
  'appeal:answer',
  z.object({
    appealId: z.uuid(),
    to: z.union([z.literal('stay').transform(() => null), status], { error: 'Choose what follows.' }),
    answer: z.string().trim().min(3, 'Write an answer; the annotator reads it.').max(2000),
  }),
  async (actor, input) => {
    await answerAppeal(actor.project, auditActor(actor), input);
    changed(actor.project.slug);
  },
);

export const decideProposal = action(
  'life-cycle:write',
  z.object({
    proposalId: z.uuid(),
    decision: z.enum(['accept', 'decline'], { error: 'Choose what to do.' }),
    answer: z.string().trim().max(500).default(''),
  }),
  async (actor, { proposalId, decision, answer }) => {
    await answerProposal(actor.project, auditActor(actor), {
      proposalId,
      accept: decision === 'accept',
      answer,
    });
    changed(actor.project.slug);
  },
);

export const move = action(
  'annotator:manage',
  z.object({
    annotatorId,
    to: status,
    reason: z.string().trim().min(3, 'Write a reason; the annotator reads it.').max(500),
  }),
  async (actor, input) => {
    await overrideStatus(actor.project, auditActor(actor), input);
    changed(actor.project.slug);
  },
);

export const message = action(
  'annotator:manage',
  z.object({ annotatorId, body: z.string().trim().min(2, 'Write a message.').max(2000) }),
  async (actor, input) => {
    await sendMessage(actor.project, auditActor(actor), input);
    changed(actor.project.slug);
  },
);

export const refill = action(
  'annotator:manage',
  z.object({ annotatorId, batchId: z.uuid() }),
  async (actor, input) => {
    const opened = await refillLabels(actor.project, auditActor(actor), input);
    changed(actor.project.slug);
    return opened;
  },
);
