import { Card } from '#components/ui/card';
import { EmptyState } from '#components/ui/empty-state';
import { Notice } from '#components/ui/notice';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { roleMay } from '#lib/access/permissions';
import { formatCoefficient, formatInterval, formatSigned } from '#lib/charts/format-figure';
import { annotatorCohorts } from '#lib/quality/annotator-cohorts';
import { batches, chosenBatch } from '#lib/quality/batches';
import { reportPart } from '#lib/quality/report-part';
import type { SliceRow, Slices } from '#lib/quality/report-parts/slices';
import type { SliceDimension } from '#lib/quality/slice-groups';
import { NotMeasured } from '../not-measured';
import { CohortForm } from './cohort-form';
import { CohortPanel } from './cohort-panel';
import { SliceTable } from './slice-table';

export const metadata = { title: 'Slices' };

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ batch?: string }>;
}

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

/** Where do annotators agree less, and whose values are these? */
export default async function SlicesPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const actor = await pageActor('quality:read', slug);
  const batch = chosenBatch(await batches(actor.project.id), Number((await searchParams).batch) || undefined);
  const mayManage = roleMay(actor.role, 'annotator:manage');
  const [slices, cohorts, people] = batch
    ? await Promise.all([
        reportPart(batch.id, 'slices'),
        reportPart(batch.id, 'cohorts'),
        mayManage ? annotatorCohorts(actor.project.id) : [],
      ])
    : [null, null, []];
  if (!batch || !slices || !cohorts) return <NotMeasured batch={Boolean(batch)} slug={slug} />;
  const { data } = slices;
  const worst = mostDifferent(data);
  return (
    <>
      <PageHeader
        lead={worst ? worst.lead : 'No slice differs from the rest by more than chance would have it.'}
        title={worst ? worst.title : 'Annotators agree alike everywhere'}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {data.tested > 0 && (
          <Notice tone="quiet" title={`${data.called} of ${data.tested} differences stand after correction`}>
            {data.below} lie below p = .05; {formatCoefficient(data.expectedBelow, 1)} would by chance alone
            if no slice differed. A slice is called different where its q-value (Benjamini–Hochberg over all
            of them) is below .05.
          </Notice>
        )}
        {data.dimensions.length === 0 && (
          <EmptyState icon="agreement" title="Nothing to slice by yet">
            Comparisons need tags, languages or sources, or labels on more than one day.
          </EmptyState>
        )}
        {data.dimensions.map(({ dimension, rows }) => (
          <Card key={dimension} note={TITLES[dimension].note} padded={false} title={TITLES[dimension].title}>
            <SliceTable
              base={`/p/${slug}/agreement/disagreements?batch=${batch.number}`}
              caption={TITLES[dimension].title}
              name={dimension}
              rows={rows}
            />
          </Card>
        ))}
        <CohortPanel
          base={`/p/${slug}/agreement/disagreements?batch=${batch.number}`}
          cohorts={cohorts.data}
          form={mayManage && <CohortForm annotators={people} slug={slug} />}
        />
      </div>
    </>
  );
}

/** The slice that is called different and lies furthest below what it is compared with. */
function mostDifferent({ dimensions }: Slices): { title: string; lead: string } | null {
  const all = dimensions.flatMap(({ dimension, rows }) => rows.map((row) => ({ dimension, row })));
  const called = all
    .filter(({ row }) => row.qValue !== null && row.qValue < 0.05 && row.difference.value! < 0)
    .sort((a, b) => a.row.difference.value! - b.row.difference.value!);
  const first = called[0];
  if (!first) return null;
  return {
    title: `Annotators agree least on ${phrase(first.dimension, first.row)}`,
    lead: `Alpha ${formatCoefficient(first.row.alpha.value)}, ${formatSigned(first.row.difference.value, 2)} against ${first.row.against} (${formatInterval(first.row.difference.ci95, 'signed')}, 95 %).${called.length > 1 ? ` ${called.length - 1} more ${called.length === 2 ? 'slice is' : 'slices are'} below the rest.` : ''}`,
  };
}

const phrase = (dimension: SliceDimension, { name }: SliceRow): string =>
  dimension === 'tag'
    ? `the tag ${name}`
    : dimension === 'prompt-length'
      ? `prompts of ${name}`
      : dimension === 'guideline'
        ? `labels under ${name}`
        : name;
