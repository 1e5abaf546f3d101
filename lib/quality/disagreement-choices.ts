import { prepared } from '#lib/db';
import { reportPart } from './report-part';
import type { SliceDimension } from './slice-groups';

export interface DisagreementChoices {
  /** Those on most comparisons first. */
  tags: string[];
  languages: string[];
  sources: string[];
  annotators: { id: number; name: string }[];
}

/** What the explorer's filters offer, by the batch's latest report and by who and what is in the project now. */
export async function disagreementChoices(projectId: string, batchId: string): Promise<DisagreementChoices> {
  const [sliced, { rows }] = await Promise.all([
    reportPart(batchId, 'slices'),
    prepared<Pick<DisagreementChoices, 'sources' | 'annotators'>>(
      `SELECT (SELECT coalesce(array_agg(name ORDER BY name), '{}') FROM source WHERE project_id = $1) AS sources,
              (SELECT coalesce(json_agg(json_build_object('id', id, 'name', name) ORDER BY name), '[]') FROM annotator WHERE project_id = $1 AND kind = 'HUMAN') AS annotators`,
      [projectId],
    ),
  ]);
  const slicesBy = (dimension: SliceDimension) =>
    sliced?.data.dimensions.find((d) => d.dimension === dimension)?.rows ?? [];
  return {
    tags: slicesBy('tag')
      .toSorted((a, b) => b.comparisons - a.comparisons || (a.name < b.name ? -1 : 1))
      .map(({ name }) => name),
    languages: slicesBy('language').map(({ name }) => name),
    ...rows[0]!,
  };
}
