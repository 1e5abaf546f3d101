import type { AuditActor } from '#lib/audit';
import { transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { makeGold } from '#lib/labels/set-gold';
import type { Choice } from '#prisma/generated/enums';

/**
 * Makes comparisons golds, all or none, each with its batch event and its entry in the audit log.
 *
 * @param input.choice the right answer of all of them; null takes of each what is most likely by the latest report.
 * @throws not_found for a comparison of another project; conflict where nothing is known of one.
 */
export async function goldsFromDisagreements(
  project: { id: string },
  actor: AuditActor,
  input: { comparisonIds: readonly number[]; choice: Choice | null; reason: string },
): Promise<number> {
  const ids = [...new Set(input.comparisonIds)].sort((a, b) => a - b);
  return transaction(async (tx) => {
    const { rows } = await tx.query<{ id: number; likely: Choice | null }>(
      `SELECT c.id, s.posterior_choice AS likely FROM comparison c LEFT JOIN comparison_summary s ON s.comparison_id = c.id
       WHERE c.project_id = $1 AND c.id = ANY($2::int[]) ORDER BY c.id`,
      [project.id, ids],
    );
    if (rows.length !== ids.length)
      throw new ConcordError('not_found', 'Not every comparison that was chosen is in this project.');
    for (const { id, likely } of rows) {
      const choice = input.choice ?? likely;
      if (choice === null)
        throw new ConcordError(
          'conflict',
          'Nothing is known of one of these yet: choose the answer yourself.',
        );
      await makeGold(tx, project, actor, { comparisonId: id, choice, reason: input.reason, practice: false });
    }
    return rows.length;
  });
}
