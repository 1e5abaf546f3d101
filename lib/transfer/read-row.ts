import { z } from 'zod';
import { contentId, exchanged, sidesFallExchanged } from './content-id';
import type { FieldProblem, ImportedComparison, ImportedLabel, ImportRow } from './import-row';
import * as field from './row-fields';
import { splitPreference } from './split-preference';

const idOf = { item_id: field.identifier.optional() };

const about = {
  tags: field.words.default([]),
  language: field.identifier.optional(),
  meta: field.jsonObject.default({}),
  gold_choice: field.choice.optional(),
  gold_reason: field.text.optional(),
  // The name that some sets give the reason of a gold.
  reason: field.text.optional(),
};

const labelled = {
  annotator_id: field.identifier,
  kind: field.annotatorKind.optional(),
  choice: field.choice,
  strength: field.whole(1, 7).optional(),
  rationale: field.text.optional(),
  reasons: field.words.default([]),
  created_at: field.time.optional(),
  duration_ms: field.milliseconds.optional(),
  swapped: field.trueOrFalse.optional(),
  round: field.whole(0, 255).optional(),
};

const comparisonRow = z.object({
  ...idOf,
  ...about,
  prompt: field.prompt.optional(),
  response_a: field.text,
  response_b: field.text,
  source_a: field.identifier.optional(),
  source_b: field.identifier.optional(),
});

const preferenceRow = z.object({
  ...idOf,
  ...about,
  chosen_model: field.identifier.optional(),
  rejected_model: field.identifier.optional(),
  margin: field.decimal.optional(),
  score_chosen: field.decimal.optional(),
  score_rejected: field.decimal.optional(),
});

const labelRow = z.object({ item_id: field.identifier });
const labelPart = z.object(labelled);

/** Every field that some form of a line knows; others are named to the importer as not used. */
export const KNOWN_FIELDS: ReadonlySet<string> = new Set([
  ...Object.keys(comparisonRow.shape),
  ...Object.keys(preferenceRow.shape),
  ...Object.keys(labelled),
  'chosen',
  'rejected',
  'label',
]);

/**
 * Understands one line: a comparison (`response_a`, `response_b`), a preference (`chosen`, `rejected`), each with a label
 * when it names an annotator, or a label alone (`item_id`, `annotator_id`, `choice`).
 *
 * @returns the row, or everything that is wrong with it.
 */
export function readRow(given: Record<string, unknown>): ImportRow | FieldProblem[] {
  const record = withoutAbsent(given);
  if ('chosen' in record || 'rejected' in record) return readPreference(record);
  const problems: FieldProblem[] = [];
  const label = hasLabel(record) ? parse(labelPart, record, problems) : undefined;
  if ('response_a' in record || 'response_b' in record) {
    const row = parse(comparisonRow, record, problems);
    if (!row || problems.length) return problems;
    const comparison: ImportedComparison = {
      ...aboutOf(row),
      prompt: row.prompt ?? [{ role: 'user', content: '' }],
      responseA: row.response_a,
      responseB: row.response_b,
      sourceA: row.source_a ?? null,
      sourceB: row.source_b ?? null,
    };
    const externalId = row.item_id ?? contentId(comparison);
    return { externalId, preference: false, comparison, label: label ? labelOf(label) : null };
  }
  if (!hasLabel(record)) return [{ field: null, reason: UNKNOWN_FORM }];
  const row = parse(labelRow, record, problems);
  if (!row || !label || problems.length) return problems;
  return { externalId: row.item_id, preference: false, comparison: null, label: labelOf(label) };
}

export const UNKNOWN_FORM =
  'is none of the known forms: response_a and response_b, chosen and rejected, or item_id, annotator_id and choice';

function readPreference(record: Record<string, unknown>): ImportRow | FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const name of ['choice', 'label', 'gold_choice']) {
    if (name in record) {
      problems.push({ field: name, reason: 'cannot stand beside chosen and rejected, which have no sides' });
    }
  }
  const row = parse(preferenceRow, record, problems);
  const preference = splitPreference(record);
  if (Array.isArray(preference)) return [...problems, ...preference];
  const label = 'annotator_id' in record ? parse(labelPart, { ...record, choice: 'A' }, problems) : undefined;
  if (!row || problems.length) return problems;
  const { margin, score_chosen, score_rejected } = row;
  const asGiven: ImportedComparison = {
    ...aboutOf(row),
    prompt: preference.prompt,
    responseA: preference.chosen,
    responseB: preference.rejected,
    sourceA: row.chosen_model ?? null,
    sourceB: row.rejected_model ?? null,
  };
  const turned = sidesFallExchanged(asGiven);
  const comparison = turned ? exchanged(asGiven) : asGiven;
  const preferred = turned ? 'B' : 'A';
  // Kept for whoever wants it, and no label: nobody is named who could agree or disagree.
  comparison.meta = withoutAbsent({ ...row.meta, preferred, margin, score_chosen, score_rejected });
  return {
    externalId: row.item_id ?? contentId(comparison),
    preference: true,
    comparison,
    label: label
      ? { ...labelOf(label), choice: preferred, swapped: turnedBack(label.swapped, turned) }
      : null,
  };
}

const turnedBack = (swapped: boolean | undefined, turned: boolean) =>
  swapped === undefined ? null : swapped !== turned;

const hasLabel = (record: Record<string, unknown>) =>
  'annotator_id' in record || 'choice' in record || 'label' in record;

// An empty response is what some models answer.
const MAY_BE_EMPTY = new Set(['prompt', 'response_a', 'response_b', 'chosen', 'rejected']);

/** An absent field may be written as null, or as empty text where empty text says nothing. */
const withoutAbsent = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(record).filter(
      ([name, value]) => value !== null && value !== undefined && (value !== '' || MAY_BE_EMPTY.has(name)),
    ),
  );

function parse<S extends z.ZodType>(
  schema: S,
  record: Record<string, unknown>,
  problems: FieldProblem[],
): z.infer<S> | undefined {
  const alias = schema === (labelPart as z.ZodType) && !('choice' in record) && 'label' in record;
  const { data, error } = schema.safeParse(alias ? { ...record, choice: record.label } : record);
  for (const { path, message } of error?.issues ?? []) {
    const name = alias && path[0] === 'choice' ? 'label' : String(path[0]);
    // A prompt that was given as text has no parts that its author would know.
    const parts = typeof record[name] === 'string' ? [] : path.slice(1);
    problems.push({ field: field.fieldPath(name, parts), reason: message });
  }
  return data;
}

type About = Pick<z.infer<typeof comparisonRow>, keyof typeof about>;

const aboutOf = (row: About) => ({
  tags: row.tags,
  language: row.language ?? null,
  meta: row.meta,
  goldChoice: row.gold_choice ?? null,
  goldReason: row.gold_choice ? (row.gold_reason ?? row.reason ?? null) : null,
});

const labelOf = (label: z.infer<typeof labelPart>): ImportedLabel => ({
  annotator: label.annotator_id,
  kind: label.kind ?? null,
  choice: label.choice,
  strength: label.choice === 'A' || label.choice === 'B' ? (label.strength ?? null) : null,
  rationale: label.rationale?.trim() || null,
  reasons: label.reasons,
  labelledAt: label.created_at ?? null,
  activeMs: label.duration_ms ?? null,
  swapped: label.swapped ?? null,
  round: label.round ?? null,
});
