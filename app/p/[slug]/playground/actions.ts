'use server';

import { z } from 'zod';
import { action } from '#lib/access/action';
import { scoreRewards } from '#lib/scoring/score-rewards';

const text = z.string().trim().min(1, 'Write something here.').max(20_000);

export const score = action(
  'reward:score',
  z.object({ slug: z.string(), model: z.string(), prompt: text, first: text, second: text }),
  (actor, { model, prompt, first, second }) =>
    scoreRewards(actor.project.id, {
      model,
      prompt: [{ role: 'user', content: prompt }],
      responses: [first, second],
    }),
);
