import { prepared } from '#lib/db';
import type { AnnotatorDetails, AnnotatorRow } from './annotator-row';
import { reportPart, reportPiece } from './report-part';
import { withStatuses } from './with-statuses';

/** The annotators of a batch, without the rows of the report where a page reads those apart. */
export interface AnnotatorTable {
  /** Of the latest report, with their status as it is now. */
  rows: AnnotatorRow[];
  /** The report's last sequence number; null before the first report. */
  lastSequence: number | null;
  /** Statuses that have changed since the report, by annotator. */
  changed: Record<number, AnnotatorRow['status']>;
}

export async function annotatorTable(projectId: string, batchId: string): Promise<AnnotatorTable> {
  const [part, now] = await Promise.all([
    reportPart(batchId, 'annotators'),
    prepared<{ id: number; status: AnnotatorRow['status'] }>(
      'SELECT id, status FROM annotator WHERE project_id = $1',
      [projectId],
    ),
  ]);
  const status = new Map(now.rows.map((a) => [a.id, a.status]));
  const rows = part?.data ?? [];
  const changed: AnnotatorTable['changed'] = {};
  for (const row of rows) {
    const is = status.get(row.annotatorId) ?? row.status;
    if (is !== row.status) changed[row.annotatorId] = is;
  }
  return { rows: withStatuses(rows, changed), lastSequence: part?.lastSequence ?? null, changed };
}

/** One annotator: their row in the report (null before it) and what is set aside. */
export interface AnnotatorDetail {
  id: number;
  name: string;
  status: AnnotatorRow['status'];
  statusReason: string;
  statusAt: string;
  details: AnnotatorDetails | null;
  /** The report that the details are of. */
  lastSequence: number | null;
  setAside: { labels: number; reason: string } | null;
}

export async function annotatorDetail(
  projectId: string,
  batchId: string,
  annotatorId: number,
): Promise<AnnotatorDetail | null> {
  const [found, piece] = await Promise.all([
    prepared<{
      id: number;
      name: string;
      status: AnnotatorRow['status'];
      status_reason: string;
      status_at: Date;
      aside: number;
      aside_reason: string | null;
    }>(
      `SELECT a.id, a.name, a.status, a.status_reason, a.status_at, x.labels AS aside, x.reason AS aside_reason
       FROM annotator a CROSS JOIN LATERAL (
         SELECT count(DISTINCT (l.comparison_id, l.round))::int AS labels, max(e.reason) AS reason
         FROM label_exclusion e JOIN label l ON l.batch_id = e.batch_id AND l.annotator_id = e.annotator_id AND l.sequence BETWEEN e.from_sequence AND e.to_sequence
         WHERE e.batch_id = $3 AND e.annotator_id = a.id AND e.lifted_sequence IS NULL AND l.choice IS NOT NULL) x
       WHERE a.id = $1 AND a.project_id = $2`,
      [annotatorId, projectId, batchId],
    ),
    reportPiece(batchId, 'annotator', String(annotatorId)),
  ]);
  const annotator = found.rows[0];
  if (!annotator) return null;
  return {
    id: annotator.id,
    name: annotator.name,
    status: annotator.status,
    statusReason: annotator.status_reason,
    statusAt: annotator.status_at.toISOString(),
    details: piece?.data ?? null,
    lastSequence: piece?.lastSequence ?? null,
    setAside: annotator.aside ? { labels: annotator.aside, reason: annotator.aside_reason ?? '' } : null,
  };
}
