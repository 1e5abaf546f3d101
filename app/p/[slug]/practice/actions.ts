'use server';

import { z } from 'zod';
import { action } from '#lib/access/action';
import { ownAnnotatorId } from '#lib/labels/label-form-of';
import { answerPractice } from '#lib/labels/practice';

export const practise = action(
  'work:read-own',
  z.object({
    comparisonId: z.coerce.number().int(),
    choice: z.enum(['A', 'B', 'TIE', 'BOTH_BAD', 'CANT_JUDGE'], { error: 'Choose a response first.' }),
  }),
  (actor, input) => answerPractice(actor.project.id, ownAnnotatorId(actor), input),
);
