import { z } from 'zod';
import { rowText } from '#components/quality/row-text';
import { ButtonLink } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { formatCount, formatInterval, formatPercent } from '#lib/charts/format-figure';
import { chosenBatch } from '#lib/quality/batches';
import { leastAgreeing, PAIR_SORTS, pairTable } from '#lib/quality/pair-table';
import { reportPart } from '#lib/quality/report-part';
import { withBatches } from '../project-batches';
import { MatrixPanel } from './matrix-panel';
import { NotMeasured } from './not-measured';
import { PairTable } from './pair-table';

export const metadata = { title: 'Agreement matrix' };

const PAGE = 50;
/** What a pair must share before its agreement is a sentence, and before its row stands in the table. */
const ENOUGH_TO_NAME = 20;

const searchSchema = z.object({
  batch: z.coerce.number().int().optional().catch(undefined),
  figure: z.enum(['agreement', 'kappa']).catch('agreement'),
  order: z.enum(['clustered', 'name']).catch('clustered'),
  sort: z.enum(PAIR_SORTS).catch('agreement'),
  down: z.literal('1').optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string>>;
}

/** Who agrees with whom? */
export default async function AgreementPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const [, all] = await withBatches(pageActor('quality:read', slug), slug);
  const search = searchSchema.parse(await searchParams);
  const batch = chosenBatch(all, search.batch);
  const part = batch ? await reportPart(batch.id, 'pairs') : null;
  if (!batch || !part) return <NotMeasured batch={Boolean(batch)} slug={slug} />;
  const { data } = part;
  const least = leastAgreeing(data, ENOUGH_TO_NAME);
  const pairs = pairTable(data, {
    sort: search.sort,
    down: search.down === '1',
    page: search.page,
    size: PAGE,
    least: 1,
  });
  const base = `/p/${slug}/agreement`;
  return (
    <>
      <PageHeader
        lead={
          least
            ? `${formatPercent(least.agreement, 0)} of ${formatCount(least.shared)} shared comparisons (${formatInterval(least.agreementInterval, 'percent')}, 95 %). Of all pairs theirs is the interval that ends lowest.`
            : `No two annotators share ${ENOUGH_TO_NAME} comparisons yet.`
        }
        title={
          least
            ? `${least.a.name} and ${least.b.name} agree least`
            : `${formatCount(data.pairs)} pairs of annotators share a comparison`
        }
      />
      {data.pairs === 0 ? (
        <EmptyState icon="agreement" title="No comparison has labels of two annotators">
          Collect overlap from the overview: agreement is measured where two label the same comparison.
        </EmptyState>
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <Card
            actions={<MatrixChoices base={base} search={search} />}
            note={
              search.figure === 'agreement'
                ? 'share of shared comparisons on which two chose alike, in percent'
                : 'Cohen’s kappa: agreement beyond chance'
            }
            title="Every pair of annotators"
          >
            <MatrixPanel
              address={`/api/projects/${slug}/agreement-pairs?batch=${batch.number}`}
              annotators={data.annotators}
              batch={batch.number}
              disagreements={`${base}/disagreements`}
              figure={search.figure}
              order={search.order === 'name' ? nameOrder(data.annotators) : data.order}
              version={part.lastSequence}
            />
          </Card>
          <PairTable
            address={base}
            batch={batch.number}
            csv={`/api/projects/${slug}/agreement-pairs?batch=${batch.number}&format=csv`}
            pageSize={PAGE}
            search={search}
            rows={rowText(pairs.rows)}
            total={pairs.total}
          />
        </div>
      )}
    </>
  );
}

const nameOrder = (annotators: { name: string }[]): number[] =>
  annotators.map((_, at) => at).sort((x, y) => annotators[x]!.name.localeCompare(annotators[y]!.name, 'en'));

type Search = z.infer<typeof searchSchema>;

/** The matrix's figure and its order, as links: what is shown can be sent to someone. */
function MatrixChoices({ base, search }: { base: string; search: Search }) {
  const href = (change: Partial<Record<'figure' | 'order', string>>) => {
    const query = new URLSearchParams({
      ...(search.batch && { batch: String(search.batch) }),
      figure: search.figure,
      order: search.order,
      ...change,
    });
    return `${base}?${query}`;
  };
  const kappa = search.figure === 'kappa';
  const named = search.order === 'name';
  return (
    <span className="no-print flex flex-wrap gap-2">
      <ButtonLink href={href({ figure: kappa ? 'agreement' : 'kappa' })} scroll={false} size="small">
        {kappa ? 'Show agreement' : 'Show kappa'}
      </ButtonLink>
      <ButtonLink href={href({ order: named ? 'clustered' : 'name' })} scroll={false} size="small">
        {named ? 'Order by likeness' : 'Order by name'}
      </ButtonLink>
    </span>
  );
}
