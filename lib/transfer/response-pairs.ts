import { createHash } from 'node:crypto';
import { z } from 'zod';
import { contentId, exchanged, sidesFallExchanged } from './content-id';
import type { FieldProblem, ImportedComparison, ImportRow } from './import-row';
import * as field from './row-fields';

/** The most responses of one prompt: 64 make 2,016 pairs. */
const MOST_RESPONSES = 64;

const responsesRow = z.object({
  item_id: field.identifier.optional(),
  prompt: field.prompt,
  responses: z
    .array(z.object({ source: field.identifier.nullish(), text: field.text }), {
      error: 'must be a list of {source, text}',
    })
    .min(2, 'must have at least two responses')
    .max(MOST_RESPONSES, `must have at most ${MOST_RESPONSES} responses`),
  pairs: z.enum(['all', 'connected'], { error: 'must be "all" or "connected"' }).default('all'),
  tags: field.words.default([]),
  language: field.identifier.nullish(),
  meta: field.jsonObject.default({}),
});

/** The fields of this form of a line. */
export const RESPONSES_FIELDS: ReadonlySet<string> = new Set(Object.keys(responsesRow.shape));

type Response = z.infer<typeof responsesRow>['responses'][number];

/**
 * Makes comparisons of one prompt with several responses: of every two, or (`"pairs": "connected"`) of as few as link them all,
 * in an order that differs from prompt to prompt, so that over many prompts every two sources meet. The same line makes
 * the same comparisons again, whatever the order of its responses.
 */
export function readResponses(record: Record<string, unknown>): ImportRow[] | FieldProblem[] {
  const { data, error } = responsesRow.safeParse(record);
  if (!data)
    return error.issues.map(({ path, message }) => ({
      field: field.fieldPath(String(path[0]), path.slice(1)),
      reason: message,
    }));
  const { item_id, prompt, responses, pairs, tags, language, meta } = data;
  const set = item_id ?? `set-${hash([prompt, responses.map(identity).sort()]).slice(0, 24)}`;
  const inOrder = responses
    .map((response) => ({ response, rank: hash([set, identity(response)]) }))
    .sort((x, y) => (x.rank < y.rank ? -1 : 1))
    .map(({ response }) => response);
  const wanted = pairs === 'all' ? everyTwo(inOrder) : neighbours(inOrder);
  return wanted
    .filter(([one, other]) => one.text !== other.text)
    .map(([one, other]): ImportRow => {
      const asGiven: ImportedComparison = {
        prompt,
        responseA: one.text,
        responseB: other.text,
        sourceA: one.source ?? null,
        sourceB: other.source ?? null,
        tags,
        language: language ?? null,
        meta: { ...meta, set },
        goldChoice: null,
        goldReason: null,
      };
      const comparison = sidesFallExchanged(asGiven) ? exchanged(asGiven) : asGiven;
      return { externalId: pairId(set, comparison), preference: false, comparison, label: null };
    });
}

/** The id of a comparison of a set: the same whichever response is called A. */
export const pairId = (set: string, comparison: Parameters<typeof contentId>[0]): string =>
  `${set}/${contentId(comparison).slice(-12)}`;

const identity = ({ source, text }: Response) => JSON.stringify([source ?? null, text]);
const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

const everyTwo = <T>(items: T[]): [T, T][] =>
  items.flatMap((one, i) => items.slice(i + 1).map((other): [T, T] => [one, other]));
const neighbours = <T>(items: T[]): [T, T][] => items.slice(1).map((other, i) => [items[i]!, other]);
