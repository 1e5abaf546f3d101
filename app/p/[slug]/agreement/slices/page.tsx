import { EmptyState } from '#components/ui/empty-state';
import { Notice } from '#components/ui/notice';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { roleMay } from '#lib/access/permissions';
import { formatCoefficient, formatInterval, formatSigned } from '#lib/charts/format-figure';
import { annotatorCohorts } from '#lib/quality/annotator-cohorts';
import { chosenBatch } from '#lib/quality/batches';
import { reportPart } from '#lib/quality/report-part';
import type { SliceRow, Slices } from '#lib/quality/report-parts/slices';
import type { SliceDimension } from '#lib/quality/slice-groups';
import { withBatches } from '../../project-batches';
import { NotMeasured } from '../not-measured';
import { CohortForm } from './cohort-form';
import { SlicePanels } from './slice-panels';

export const metadata = { title: 'Slices' };

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ batch?: string }>;
}

/** Where do annotators agree less, and whose values are these? */
export default async function SlicesPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const [actor, all] = await withBatches(pageActor('quality:read', slug), slug);
  const batch = chosenBatch(all, Number((await searchParams).batch) || undefined);
  const mayManage = roleMay(actor.role, 'annotator:manage');
  const [slices, people] = batch
    ? await Promise.all([reportPart(batch.id, 'slices'), mayManage ? annotatorCohorts(actor.project.id) : []])
    : [null, []];
  if (!batch || !slices) return <NotMeasured batch={Boolean(batch)} slug={slug} />;
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
        <SlicePanels
          base={`/p/${slug}/agreement/disagreements?batch=${batch.number}`}
          form={mayManage && <CohortForm annotators={people} slug={slug} />}
          parts={`/api/projects/${slug}/report-parts`}
          batch={batch.number}
          version={slices.lastSequence}
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
    lead: `Alpha ${formatCoefficient(first.row.alpha.value)}, ${formatSigned(first.row.difference.value, 2)} against ${first.row.against} (${formatInterval(first.row.difference.ci95, 'signed', 2)}, 95 %).${called.length > 1 ? ` ${called.length - 1} more ${called.length === 2 ? 'slice is' : 'slices are'} below the rest.` : ''}`,
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
