import type { Queryable } from '#lib/db';
import type { AnnotatorStatus } from '#prisma/generated/enums';
import { rulesInForce } from './life-cycle-rules-of';

/** Golds in a qualification round or a retraining, as the project's rules say; undefined where they say nothing. */
export async function roundOfGolds(
  tx: Queryable,
  annotator: { project_id: string; status: AnnotatorStatus },
): Promise<number | undefined> {
  // Asked only for the few who are in a round: everybody else is served without this query.
  if (annotator.status !== 'QUALIFYING' && annotator.status !== 'RETRAINING') return undefined;
  const { version, rules } = await rulesInForce(annotator.project_id, tx);
  return version === 0 ? undefined : rules.qualification.mostGolds;
}
