'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { auditActor } from '#lib/access/actor';
import { DEFAULT_RULES } from '#lib/annotators/life-cycle-rules';
import { changeRules } from '#lib/labels/life-cycle-rules-of';
import { RULE_FIELDS, rulesInput, rulesOf } from './rule-fields';

const MODES = ['qualification', 'probation', 'goldPause', 'driftPause'] as const;

/** Flat fields of the form, gathered into what they are about. */
const flat = z
  .object({})
  .loose()
  .transform((fields: Record<string, unknown>, context) => {
    const pick = (names: readonly string[], prefix = '') =>
      Object.fromEntries(names.map((name) => [name, fields[prefix + name]]));
    const parsed = rulesInput.safeParse({
      modes: pick(MODES, 'mode.'),
      numbers: pick(RULE_FIELDS.map(({ name }) => name)),
      note: fields.note,
      after: fields.after,
    });
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues)
      context.addIssue({ code: 'custom', message: issue.message, path: issue.path });
    return z.NEVER;
  });

export const saveRules = action(
  'life-cycle:write',
  z.object({
    all: z
      .string()
      .transform((text) => JSON.parse(text))
      .pipe(flat),
  }),
  async (actor, { all }) => {
    const version = await changeRules(actor.project, auditActor(actor), {
      rules: rulesOf(all, DEFAULT_RULES),
      note: all.note,
      after: all.after,
    });
    revalidatePath(`/p/${actor.project.slug}`, 'layout');
    return version;
  },
);
