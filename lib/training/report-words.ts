import { prepared } from '#lib/db';
import { readConversation } from '#lib/labels/conversation';
import type { TrainingReport } from './training-report';

/** What a report's ids stand for. */
export interface ReportWords {
  /** By comparison: what to call it, and how its prompt ends. */
  comparisons: Map<number, { name: string; prompt: string; lengthA: number; lengthB: number }>;
  annotators: Map<number, string>;
}

const EXCERPT = 110;

/** Names of the comparisons and annotators that a report speaks of. */
export async function reportWords(projectId: string, report: TrainingReport): Promise<ReportWords> {
  const comparisonIds = report.heldOut.worstErrors.map((error) => error.comparisonId);
  const annotatorIds = report.diagnosis?.sparse.influence.map((row) => row.annotatorId) ?? [];
  const [comparisons, annotators] = await Promise.all([
    prepared<{ id: number; external_id: string; prompt: unknown; length_a: number; length_b: number }>(
      `SELECT id, external_id, prompt, length(response_a) AS length_a, length(response_b) AS length_b
       FROM comparison WHERE project_id = $1 AND id = ANY($2::int[])`,
      [projectId, comparisonIds],
    ),
    prepared<{ id: number; name: string }>(
      'SELECT id, name FROM annotator WHERE project_id = $1 AND id = ANY($2::int[])',
      [projectId, annotatorIds],
    ),
  ]);
  return {
    comparisons: new Map(
      comparisons.rows.map((row) => [
        row.id,
        {
          name: row.external_id,
          prompt: excerpt(readConversation(row.prompt).at(-1)?.content ?? ''),
          lengthA: row.length_a,
          lengthB: row.length_b,
        },
      ]),
    ),
    annotators: new Map(annotators.rows.map((row) => [row.id, row.name])),
  };
}

function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= EXCERPT ? line : `${line.slice(0, EXCERPT - 1)}…`;
}
