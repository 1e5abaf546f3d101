'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { auditActor } from '#lib/access/actor';
import { nextToDecide } from '#lib/labels/adjudication-queue';
import { verdictInput } from '#lib/labels/adjudication-rules';
import { decideAdjudication, dismissAdjudication, withdrawVerdict } from '#lib/labels/decide-adjudication';
import { mostSplit } from '#lib/labels/most-split';
import { openAdjudications } from '#lib/labels/open-adjudications';
import { returnToAnnotators } from '#lib/labels/return-to-annotators';
import { revealAnnotators } from '#lib/labels/reveal-annotators';

const adjudicationId = z.uuid();
const reason = z.string().trim().min(3, 'Write a reason; it stands in the audit log.').max(500);
const disagreement = z.coerce.number().min(0);

const changed = (slug: string) => revalidatePath(`/p/${slug}`, 'layout');

export const open = action(
  'adjudication:open',
  z.object({
    comparisonIds: z.preprocess(
      (given) => (Array.isArray(given) ? given : [given]),
      z.array(z.coerce.number().int()),
    ),
    reason,
    reopen: z.literal('on').optional(),
  }),
  async (actor, input) => {
    const done = await openAdjudications(actor.project, auditActor(actor), {
      comparisonIds: input.comparisonIds,
      reason: input.reason,
      reopen: input.reopen === 'on',
    });
    changed(actor.project.slug);
    return done;
  },
);

export const openOne = action(
  'adjudication:open',
  z.object({ comparisonIds: z.coerce.number().int(), reason }),
  async (actor, input) => {
    const { opened } = await openAdjudications(actor.project, auditActor(actor), {
      comparisonIds: [input.comparisonIds],
      reason: input.reason,
    });
    changed(actor.project.slug);
    return opened;
  },
);

export const openMostSplit = action(
  'adjudication:open',
  z.object({ batchId: z.uuid(), count: z.coerce.number().int().min(1).max(500) }),
  async (actor, { batchId, count }) => {
    const comparisonIds = await mostSplit(actor.project.id, batchId, count);
    if (!comparisonIds.length) return 0;
    const { opened } = await openAdjudications(actor.project, auditActor(actor), {
      comparisonIds,
      reason: 'Among the most split of the batch.',
    });
    changed(actor.project.slug);
    return opened;
  },
);

export const decide = action(
  'adjudication:decide',
  verdictInput.extend({ disagreement }),
  async (actor, { disagreement, ...verdict }) => {
    // Nothing is marked as changed: that would throw the next page away, which is fetched already.
    await decideAdjudication(actor.project, auditActor(actor), verdict);
    return {
      next: await nextToDecide(actor.project.id, actor.userId, {
        id: verdict.adjudicationId,
        disagreement,
      }),
    };
  },
);

export const dismiss = action(
  'adjudication:decide',
  z.object({ adjudicationId, reason }),
  async (actor, input) => {
    await dismissAdjudication(actor.project, auditActor(actor), input);
    changed(actor.project.slug);
  },
);

export const giveBack = action(
  'adjudication:decide',
  z.object({ adjudicationId, labels: z.coerce.number().int().min(1).max(5) }),
  async (actor, input) => {
    const waits = await returnToAnnotators(actor.project, auditActor(actor), input);
    changed(actor.project.slug);
    return waits;
  },
);

export const withdraw = action(
  'adjudication:decide',
  z.object({ adjudicationId, reason }),
  async (actor, input) => {
    await withdrawVerdict(actor.project, auditActor(actor), input);
    changed(actor.project.slug);
  },
);

export const reveal = action('adjudication:reveal', z.object({ adjudicationId, reason }), (actor, input) =>
  revealAnnotators(actor.project, auditActor(actor), input),
);
