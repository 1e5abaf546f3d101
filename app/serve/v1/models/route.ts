import { z } from 'zod';
import { route } from '#lib/access/route';
import { openAiRefusal } from '#lib/scoring/protocols/refusals';
import { listModels } from '#lib/scoring/reward-models';
import { scoringOptions } from '#lib/scoring/scoring-door';

export const GET = route(
  'reward:score',
  z.object({}),
  ({ actor }) => listModels(actor.project.id),
  scoringOptions(openAiRefusal),
);
