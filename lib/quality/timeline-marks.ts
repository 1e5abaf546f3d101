import { pool } from '#lib/db';

/** What is marked on a batch's timeline: when guideline versions came out, and when drift was alarmed. ISO 8601. */
export async function timelineMarks(
  projectId: string,
  batchId: string,
): Promise<{ guidelines: { at: string; label: string }[]; alarms: { at: string; label: string }[] }> {
  const [guidelines, alarms] = await Promise.all([
    pool().query<{ number: number; published_at: Date }>(
      'SELECT number, published_at FROM guideline_version WHERE project_id = $1 ORDER BY number',
      [projectId],
    ),
    pool().query<{ name: string; at: string }>(
      `SELECT a.row->>'name' AS name, a.row #>> '{drift,alarmAt}' AS at
       FROM (SELECT annotators FROM quality_report WHERE batch_id = $1 ORDER BY last_sequence DESC, method_version DESC LIMIT 1) r,
            jsonb_array_elements(r.annotators) AS a(row) WHERE a.row #>> '{drift,alarmAt}' IS NOT NULL`,
      [batchId],
    ),
  ]);
  return {
    guidelines: guidelines.rows.map((g) => ({ at: g.published_at.toISOString(), label: `v${g.number}` })),
    alarms: alarms.rows.map((a) => ({ at: a.at, label: `${a.name} alarm` })),
  };
}
