'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { auditActor } from '#lib/access/actor';
import { ConcordError } from '#lib/errors';
import { changeLabelForm } from '#lib/labels/change-label-form';
import { labelForm, labelFormProblem } from '#lib/labels/label-form';

/** The editor's state comes as it is: lists in lists do not fit into a form's flat fields. */
const stated = z
  .string()
  .max(20_000)
  .transform((text, context) => {
    const read = labelForm.safeParse(JSON.parse(text));
    if (read.success) return read.data;
    const issue = read.error.issues[0]!;
    context.addIssue({ code: 'custom', message: `${issue.path.join(' ')}: ${issue.message}` });
    return z.NEVER;
  });

export const saveLabelForm = action(
  'label-form:write',
  z.object({ before: stated, after: stated }),
  async (actor, { before, after }) => {
    const problem = labelFormProblem(after);
    if (problem) throw new ConcordError('invalid_input', problem);
    await changeLabelForm(actor.project, auditActor(actor), before, after);
    revalidatePath(`/p/${actor.project.slug}`, 'layout');
    return null;
  },
);
