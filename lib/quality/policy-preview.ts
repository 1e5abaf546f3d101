import { prepared } from '#lib/db';
import { decide, type Verdict } from '#lib/gate/decide';
import type { CheckId } from '#lib/gate/policy';
import type { PolicyContent } from '#lib/gate/policy-difference';
import type { QualityFigures } from '#lib/gate/quality-figures';

/** What a policy would say of one batch as it stands. */
export interface PreviewedBatch {
  batch: { number: number; name: string };
  verdict: Verdict;
  /** Checks that would not pass. */
  open: { check: CheckId; verdict: Verdict }[];
  /** Runs of this batch that wait, and would be released. */
  waiting: number;
}

const BATCHES = 6;

/** What thresholds would say of the newest batches, by the same decision that judges in earnest. Changes nothing. */
export async function policyPreview(
  projectId: string,
  content: Pick<PolicyContent, 'checks' | 'level'>,
): Promise<PreviewedBatch[]> {
  const { rows } = await prepared<{
    number: number;
    name: string;
    needed: number;
    last_sequence: number | null;
    figures: QualityFigures;
    waiting: number;
  }>(
    `SELECT b.number, b.name, b.last_sequence AS needed, r.last_sequence, r.figures,
            (SELECT count(*)::int FROM training_run t WHERE t.batch_id = b.id AND t.state = 'BLOCKED') AS waiting
     FROM batch b LEFT JOIN LATERAL (SELECT last_sequence, figures FROM quality_report WHERE batch_id = b.id ORDER BY last_sequence DESC, method_version DESC LIMIT 1) r ON true
     WHERE b.project_id = $1 ORDER BY b.number DESC LIMIT $2`,
    [projectId, BATCHES],
  );
  return rows.map((row) => {
    const report =
      row.last_sequence === null
        ? null
        : { figures: row.figures, lastSequence: row.last_sequence, neededSequence: row.needed };
    const { verdict, checks } = decide(report, content.checks, content.level);
    return {
      batch: { number: row.number, name: row.name },
      verdict,
      open: checks.filter((c) => c.verdict !== 'PASS').map((c) => ({ check: c.check, verdict: c.verdict })),
      waiting: row.waiting,
    };
  });
}
