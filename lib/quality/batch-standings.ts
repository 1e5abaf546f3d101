import { prepared } from '#lib/db';
import { decide } from '#lib/gate/decide';
import type { QualityFigures } from '#lib/gate/quality-figures';
import type { Estimate } from '#lib/statistics/estimate';
import type { Verdict } from '#prisma/generated/enums';
import type { PolicyInForce } from './latest-report';
import type { LiveFigures } from './live-figures';

/** Where one batch stands beside the others of its project. */
export interface BatchStanding {
  number: number;
  name: string;
  status: 'OPEN' | 'CLOSED';
  comparisons: number;
  waiting: number;
  labels: number;
  annotators: number;
  drifting: number | null;
  /** What the gate would say of the labels that the latest report covers; null before the first report. */
  verdict: Verdict | null;
  checks: { pass: number; fail: number; notEnoughEvidence: number };
  alpha: Estimate | null;
  labelsPerDay: LiveFigures['labelsPerDay'];
  measuredAt: string | null;
}

const MOST_BATCHES = 50;

/** The newest batches of a project, each with its verdict, agreement and pace, in one query. */
export async function batchStandings(
  projectId: string,
  policy: PolicyInForce | null,
): Promise<BatchStanding[]> {
  const { rows } = await prepared<{
    number: number;
    name: string;
    status: 'OPEN' | 'CLOSED';
    live: LiveFigures | null;
    figures: QualityFigures | null;
    last_sequence: number | null;
    created_at: Date | null;
  }>(
    // What no check reads is left in the database: it is most of a report.
    `SELECT b.number, b.name, b.status, f.figures AS live, r.figures - '{timeline,labelsPerDay,influence}'::text[] AS figures, r.last_sequence, r.created_at
     FROM batch b LEFT JOIN live_figures f ON f.batch_id = b.id
     LEFT JOIN LATERAL (
       SELECT figures, last_sequence, created_at FROM quality_report WHERE batch_id = b.id
       ORDER BY last_sequence DESC, method_version DESC LIMIT 1) r ON true
     WHERE b.project_id = $1 ORDER BY b.number DESC LIMIT ${MOST_BATCHES}`,
    [projectId],
  );
  return rows.map(({ number, name, status, live, figures, last_sequence, created_at }) => {
    const sequence = last_sequence ?? 0;
    const decision =
      figures && decide({ figures, lastSequence: sequence, neededSequence: sequence }, policy?.checks ?? {});
    const count = (verdict: Verdict) => decision?.checks.filter((c) => c.verdict === verdict).length ?? 0;
    return {
      ...{ number, name, status },
      comparisons: live?.batchComparisons ?? 0,
      waiting: live?.waiting ?? 0,
      labels: live?.labels ?? 0,
      annotators: live?.annotators ?? 0,
      drifting: figures?.drift.alarms ?? null,
      verdict: decision?.verdict ?? null,
      checks: {
        pass: count('PASS'),
        fail: count('FAIL'),
        notEnoughEvidence: count('NOT_ENOUGH_EVIDENCE'),
      },
      alpha: live?.swapInvariantAlpha ?? figures?.swapInvariantAlpha ?? null,
      labelsPerDay: live?.labelsPerDay ?? [],
      measuredAt: created_at?.toISOString() ?? null,
    };
  });
}
