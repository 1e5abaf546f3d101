import { z } from 'zod';
import { AdjudicationCause } from '#prisma/generated/enums';

const word = z.string().max(500).optional().catch(undefined);
const number = z.coerce
  .number()
  .int()
  .min(-1)
  .max(2 ** 31 - 1)
  .optional()
  .catch(undefined);
const day = z.iso.date().optional().catch(undefined);

/** How the explorer's address reads; what is not understood is left out. */
export const disagreementSearch = z.object({
  /** Most uncertain first, or the strongest labels against each other first. */
  sort: z.enum(['entropy', 'strength']).catch('entropy'),
  tag: word,
  language: word,
  /** Comparisons with a response of this source; with `other`, those between the two. */
  source: word,
  other: word,
  /** Annotator ids: two who differ on it, or one who differs from the most likely choice. */
  a: number,
  b: number,
  /** Why it was disagreed on, as an adjudicator said. */
  cause: z.enum(AdjudicationCause).optional().catch(undefined),
  adjudication: z.enum(['none', 'open', 'decided']).optional().catch(undefined),
  /** At least so much entropy, in bits. */
  entropy: z.coerce.number().min(0).max(2).optional().catch(undefined),
  /** At least so many steps between the strongest labels for A and for B. */
  gap: number,
  /** Labels under this version of the guideline; −1 for those whose version is not known. */
  guideline: number,
  /** Characters of the prompt: at least `longer`, under `shorter`. */
  longer: number,
  shorter: number,
  /** Days of the last label, UTC: from, and before. */
  from: day,
  to: day,
  /** The last row seen, `value:id`. */
  after: z
    .string()
    .regex(/^-?\d+(\.\d+(e-?\d+)?)?:\d+$/)
    .optional()
    .catch(undefined),
});

export type DisagreementSearch = z.infer<typeof disagreementSearch>;

/** The filters of an address, without its order and its page. */
export function filtersOf({ sort: _, after: __, ...filters }: DisagreementSearch): [string, string][] {
  return Object.entries(filters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
}
