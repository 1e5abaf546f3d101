import { prepared } from '#lib/db';
import { reportPart } from './report-part';

/** What is marked on a batch's timeline: when guideline versions came out, and when drift was alarmed. ISO 8601. */
export async function timelineMarks(
  projectId: string,
  batchId: string,
): Promise<{ guidelines: { at: string; label: string }[]; alarms: { at: string; label: string }[] }> {
  const [guidelines, alarms] = await Promise.all([
    prepared<{ number: number; published_at: Date }>(
      'SELECT number, published_at FROM guideline_version WHERE project_id = $1 ORDER BY number',
      [projectId],
    ),
    reportPart(batchId, 'alarms'),
  ]);
  return {
    guidelines: guidelines.rows.map((g) => ({ at: g.published_at.toISOString(), label: `v${g.number}` })),
    alarms: (alarms?.data ?? []).map(({ name, at }) => ({ at, label: `${name} alarm` })),
  };
}
