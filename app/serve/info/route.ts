import { z } from 'zod';
import { route } from '#lib/access/route';
import { modelField } from '#lib/scoring/lenient-text';
import { teiRefusal } from '#lib/scoring/protocols/refusals';
import { infoOf } from '#lib/scoring/protocols/tei';
import { answerWith, scoringOptions } from '#lib/scoring/scoring-door';

export const GET = route(
  'reward:score',
  z.object({ model: modelField }),
  answerWith(async (model) => infoOf(model)),
  scoringOptions(teiRefusal),
);
