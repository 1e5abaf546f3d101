'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { auditActor } from '#lib/access/actor';
import { requestLeaderboard } from '#lib/scoring/leaderboard';
import { MODEL_ALIASES, setAlias } from '#lib/scoring/model-alias';
import { scoreRewards } from '#lib/scoring/score-rewards';

const text = (most: number) => z.string().trim().min(1, 'Write something here.').max(most);

/** Repeated fields come as a list, a single one as a text. */
const texts = z
  .union([
    z.array(z.string().max(50_000)),
    z
      .string()
      .max(50_000)
      .transform((one) => [one]),
  ])
  .transform((all) => all.filter((one) => one.trim() !== ''))
  .refine((all) => all.length > 0, 'Write at least one response.');

export const score = action(
  'reward:score',
  z.object({ slug: z.string(), model: z.string(), prompt: text(50_000), response: texts }),
  async (actor, { model, prompt, response: responses }) => ({
    responses,
    ...(await scoreRewards(actor.project.id, {
      model,
      prompt: [{ role: 'user', content: prompt }],
      responses,
    })),
  }),
);

export const pointAlias = action(
  'model-alias:set',
  z.object({
    slug: z.string(),
    alias: z.enum(MODEL_ALIASES),
    model: z.string().max(200),
    note: z.string().trim().max(500).default(''),
  }),
  async (actor, { alias, model, note }) => {
    await setAlias(actor.project.id, auditActor(actor), { alias, model: model || null, note });
    revalidatePath(`/p/${actor.project.slug}/models`, 'layout');
  },
);

export const askForLeaderboard = action(
  'reward:score',
  z.object({ slug: z.string(), batch: z.coerce.number().int(), model: z.string().min(1) }),
  async (actor, { batch, model }) => {
    const { number } = await requestLeaderboard(actor.project.id, auditActor(actor), { batch, model });
    revalidatePath(`/p/${actor.project.slug}/models/leaderboard`);
    return number;
  },
);
