'use client';

import type { ReactNode } from 'react';
import { PartNotice } from '#components/quality/part-notice';
import { useReportPart } from '#components/quality/use-report-part';
import { Card } from '#components/ui/card';
import { SkeletonRows } from '#components/ui/skeleton';
import type { Cohorts } from '#lib/quality/report-parts/cohorts';
import type { Slices } from '#lib/quality/report-parts/slices';
import type { SliceDimension } from '#lib/quality/slice-groups';
import { CohortPanel } from './cohort-panel';
import { SliceTable } from './slice-table';

const TITLES: Record<SliceDimension, { title: string; note: string }> = {
  guideline: {
    title: 'Guideline version',
    note: 'labels given under each version, against the version before',
  },
  tag: { title: 'Tag', note: 'each against all other comparisons' },
  language: { title: 'Language', note: 'each against all other comparisons' },
  'prompt-length': { title: 'Prompt length', note: 'quarters of the comparisons' },
  'source-pair': { title: 'Pair of sources', note: 'each against all other comparisons' },
  time: { title: 'Time', note: 'by the day of a comparison’s last label, UTC' },
};

interface SlicePanelsProps {
  /** Where the parts of reports are: apart from the page, because there may be hundreds of slices. */
  parts: string;
  batch: number;
  version: number;
  /** Where the disagreements behind a slice are. */
  base: string;
  /** Chooses who belongs to which cohort; false for who may not. */
  form: ReactNode;
}

/** Every slice by what it is cut by, then the cohorts. */
export function SlicePanels({ parts, batch, version, base, form }: SlicePanelsProps) {
  const slices = useReportPart<Slices>(`${parts}/slices?batch=${batch}`, version);
  const cohorts = useReportPart<Cohorts>(`${parts}/cohorts?batch=${batch}`, version);
  if (slices === 'failed' || cohorts === 'failed') return <PartNotice what="The slices" />;
  if (!slices || !cohorts)
    return <SkeletonRows columns={5} label="Loading the slices" rows={16} rowHeight={28} />;
  return (
    <>
      {slices.dimensions.map(({ dimension, rows }) => (
        <Card key={dimension} note={TITLES[dimension].note} padded={false} title={TITLES[dimension].title}>
          <SliceTable base={base} caption={TITLES[dimension].title} name={dimension} rows={rows} />
        </Card>
      ))}
      <CohortPanel base={base} cohorts={cohorts} form={form} />
    </>
  );
}
