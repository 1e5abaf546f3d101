import { z } from 'zod';
import type { ComparisonFilter } from './comparison-list';

const text = z.string().max(500).optional().catch(undefined);

/** What may be asked of the list of comparisons, as it stands in the address. */
export const comparisonSearch = z.object({
  tag: text,
  /** A section of the guideline by its heading, and the tags that it names, with commas between. */
  section: text,
  tags: text,
  search: text,
  prompt: text,
  source: text,
  guideline: z.coerce.number().int().positive().optional().catch(undefined),
  split: z.literal('1').optional().catch(undefined),
});

export type ComparisonSearch = z.infer<typeof comparisonSearch>;

/** The filter that a search comes to; an empty field asks for nothing. */
export const comparisonFilter = (
  batchId: string,
  { tag, tags, search, prompt, source, guideline, split }: ComparisonSearch,
): ComparisonFilter => ({
  batchId,
  tag: tag || undefined,
  tags: tags ? tags.split(',') : undefined,
  search: search || undefined,
  prompt: prompt || undefined,
  source: source || undefined,
  guideline,
  split: split === '1',
});
