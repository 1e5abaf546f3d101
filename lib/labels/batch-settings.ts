import { z } from 'zod';

/** `expert 1, crowd 2` as {expert: 1, crowd: 2}; null when empty. */
const cohortCounts = z
  .string()
  .trim()
  .transform((text, context) => {
    if (!text) return null;
    const counts: Record<string, number> = {};
    for (const part of text.split(',')) {
      const [, cohort, count] = /^\s*(.{1,60}?)[\s:]+(\d{1,2})\s*$/.exec(part) ?? [];
      if (!cohort || Number(count) < 1) {
        context.addIssue({
          code: 'custom',
          message: 'Write cohorts with numbers of labels, like: expert 1, crowd 2',
        });
        return z.NEVER;
      }
      counts[cohort] = Number(count);
    }
    return counts;
  });

const cohortNames = z
  .string()
  .trim()
  .transform((text) => [
    ...new Set(
      text
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean),
    ),
  ]);

const whole = (least: number, most: number) =>
  z.coerce
    .number({ error: 'Write a whole number.' })
    .int('Write a whole number.')
    .min(least, `At least ${least}.`)
    .max(most, `At most ${most.toLocaleString('en')}.`);

/** How a batch is handed out, as its form sends it. */
export const batchSettings = z
  .object({
    name: z.string().trim().min(1, 'Give the batch a name.').max(100),
    status: z.enum(['OPEN', 'CLOSED']),
    priority: whole(-100, 100),
    overlap: whole(1, 50),
    /** Comparisons that are there already get as many places, too; labels that were given stay. */
    overlapForAll: z.stringbool().default(false),
    leaseMinutes: whole(1, 1440),
    goldPercent: whole(0, 50),
    repeatPercent: whole(0, 20),
    adaptive: z.stringbool().default(false),
    mostOverlap: whole(1, 50),
    certaintyPercent: whole(51, 99),
    labelBudget: z
      .literal('')
      .transform(() => null)
      .or(whole(0, 100_000_000)),
    cohorts: cohortNames,
    cohortOverlap: cohortCounts,
  })
  .refine((batch) => !batch.adaptive || batch.mostOverlap >= batch.overlap, {
    path: ['mostOverlap'],
    message: 'The most labels can’t be fewer than every comparison gets to begin with.',
  });

export type BatchSettings = z.infer<typeof batchSettings>;
