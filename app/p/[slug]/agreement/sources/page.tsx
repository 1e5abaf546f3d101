import { ExportRows } from '#components/table/export-rows';
import { Card } from '#components/ui/card';
import { cx } from '#components/ui/cx';
import { EmptyState } from '#components/ui/empty-state';
import { Notice } from '#components/ui/notice';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { formatCoefficient, formatCount, formatSigned } from '#lib/charts/format-figure';
import { chosenBatch } from '#lib/quality/batches';
import { reportPart } from '#lib/quality/report-part';
import type { SourceFigures } from '#lib/quality/report-parts/sources';
import { withBatches } from '../../project-batches';
import { NotMeasured } from '../not-measured';
import { EloPanel } from './elo-panel';
import { RankingTable } from './ranking-table';
import { WinMatrix } from './win-matrix';

export const metadata = { title: 'Sources' };

/** As many sources have their matrix beside the history. */
const BESIDE = 7;

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ batch?: string }>;
}

/** Which source is stronger, and how sure is that? */
export default async function SourcesPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const [, all] = await withBatches(pageActor('quality:read', slug), slug);
  const batch = chosenBatch(all, Number((await searchParams).batch) || undefined);
  const part = batch ? await reportPart(batch.id, 'sources') : null;
  if (!batch || !part) return <NotMeasured batch={Boolean(batch)} slug={slug} />;
  const { data } = part;
  if (!data) {
    return (
      <EmptyState icon="model" page title="No comparison names its two sources">
        Import comparisons with source_a and source_b to rank the models that wrote the responses.
      </EmptyState>
    );
  }
  const disagreements = `/p/${slug}/agreement/disagreements?batch=${batch.number}`;
  return (
    <>
      <PageHeader {...answer(data)} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {data.components > 1 && (
          <Notice
            title={`The sources fall into ${data.components} groups that were never compared with each other`}
            tone="nee"
          >
            Strengths compare within a group only. Collect comparisons between the groups to rank them
            together.
          </Notice>
        )}
        {data.sources.some((row) => row.reason === 'not_connected') && (
          <Notice title="Some strengths cannot be estimated" tone="nee">
            A source, or a group of them, won or lost every time: its strength would be infinite. One win
            against the run is enough.
          </Notice>
        )}
        <Card
          note="Bradley–Terry log strengths, ties half a win each; whiskers are quasi-standard errors, so any two can be compared by eye"
          padded={false}
          title="Ranking"
        >
          <RankingTable base={disagreements} rows={data.sources} />
        </Card>
        <div
          className={cx(
            'grid grid-cols-[minmax(0,1fr)] gap-3',
            // A small matrix leaves room beside it.
            data.sources.length <= BESIDE && 'xl:grid-cols-[minmax(0,580px)_minmax(0,1fr)]',
          )}
        >
          <Card
            actions={
              <ExportRows
                headers={['source', 'against', 'wins', 'ties', 'losses']}
                name={`wins-batch-${batch.number}`}
                of="wins"
                rows={data.pairs.map((pair) => [
                  data.sources[pair.a]!.source,
                  data.sources[pair.b]!.source,
                  pair.wins,
                  pair.ties,
                  pair.losses,
                ])}
              />
            }
            note="share of labels that the row won against the column, ties half; count of labels below it"
            padded={false}
            title="Wins"
          >
            <WinMatrix base={disagreements} figures={data} />
          </Card>
          <EloPanel batch={batch.number} history={data.elo} sources={data.sources.map((row) => row.source)} />
        </div>
      </div>
    </>
  );
}

function answer(data: SourceFigures): { title: string; lead: string } {
  const known = data.sources.filter(
    (row) => row.strength !== null && row.component === data.sources[0]!.component,
  );
  const [first, second] = known;
  if (!first || !second)
    return { title: 'No source can be ranked yet', lead: `${formatCount(data.sources.length)} sources.` };
  const sure = first.rank?.worst === 1;
  const labels = formatCount(data.pairs.reduce((sum, pair) => sum + pair.wins + pair.ties + pair.losses, 0));
  return {
    title: sure ? `${first.source} is the strongest source` : `${first.source} leads, but not for sure`,
    lead: `Strength ${formatSigned(first.strength, 2)} ± ${formatCoefficient(first.quasiSe === null ? null : 1.96 * first.quasiSe)}, next ${second.source} with ${formatSigned(second.strength, 2)}. ${formatCount(known.length)} sources, ${labels} labels${data.bothBad ? `; ${formatCount(data.bothBad)} labels “both bad” say nothing about who is better` : ''}.`,
  };
}
