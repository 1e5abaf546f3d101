import { nextComparisons } from '#lib/labels/next-comparisons';
import { recordLabel } from '#lib/labels/record-label';

export const dynamic = 'force-dynamic';

/** No session, no permission, no schema, no form: the SQL of submit-and-next by `pg`, and nothing else. */
export async function POST(request) {
  const { annotatorId, label, next } = await request.json();
  const recorded = label ? await recordLabel(annotatorId, label) : null;
  return Response.json({ ...recorded, comparisons: await nextComparisons(annotatorId, next) });
}
