import { rowText } from '#components/quality/row-text';
import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { Time } from '#components/ui/time';
import { pageActor } from '#lib/access/page-actor';
import { formatCount } from '#lib/charts/format-figure';
import { chosenBatch } from '#lib/quality/batches';
import { disagreementChoices } from '#lib/quality/disagreement-choices';
import { type DisagreementSearch, disagreementSearch, filtersOf } from '#lib/quality/disagreement-filter';
import { disagreements, MOST_COUNTED } from '#lib/quality/disagreements';
import { latestReport } from '#lib/quality/latest-report';
import { withBatches } from '../../project-batches';
import { NotMeasured } from '../not-measured';
import { DisagreementList } from './disagreement-list';
import { FilterForm } from './filter-form';

export const metadata = { title: 'Disagreements' };

const PAGE = 25;

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string>>;
}

/** Where do labels differ, and what is to be done about it? */
export default async function DisagreementsPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const [actor, all] = await withBatches(pageActor('comparison:read', slug), slug);
  const given = await searchParams;
  // A form sends its empty fields too.
  const search = disagreementSearch.parse(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')),
  );
  const batch = chosenBatch(all, Number(given.batch) || undefined);
  if (!batch) return <NotMeasured batch={false} slug={slug} />;
  const [page, offered, report] = await Promise.all([
    disagreements(batch.id, search, PAGE),
    disagreementChoices(actor.project.id, batch.id),
    latestReport(batch.id),
  ]);
  if (!report) return <NotMeasured batch slug={slug} />;
  const base = `/p/${slug}/agreement/disagreements`;
  const { annotators, ...choices } = offered;
  const names = new Map(annotators.map(({ id, name }) => [id, name]));
  const filters = filtersOf(search);
  const some =
    filters.length && page.count >= MOST_COUNTED
      ? `More than ${formatCount(MOST_COUNTED - 1)}`
      : formatCount(page.count);
  const address = (change: Record<string, string | undefined>) => {
    const query = new URLSearchParams({ batch: String(batch.number) });
    if (search.sort !== 'entropy') query.set('sort', search.sort);
    for (const [name, value] of filters) query.set(name, value);
    for (const [name, value] of Object.entries(change))
      value === undefined ? query.delete(name) : query.set(name, value);
    return `${base}?${query}`;
  };
  return (
    <>
      <PageHeader
        actions={
          page.rows.length > 0 && (
            <a
              className="link no-print text-small"
              download
              href={`/api/projects/${slug}/disagreements?${new URLSearchParams([
                ['batch', String(batch.number)],
                ['sort', search.sort],
                ...filters,
              ])}`}
            >
              Export CSV
            </a>
          )
        }
        lead={
          <>
            {describe(search, names)} As of the report of <Time at={report.measuredAt} />.
          </>
        }
        title={`${some} ${page.count === 1 ? 'comparison' : 'comparisons'} on which labels differ`}
      />
      <FilterForm
        batch={batch.number}
        choices={choices}
        people={rowText(annotators)}
        clear={`${base}?batch=${batch.number}`}
        search={search}
      />
      {page.rows.length === 0 ? (
        <div className="rounded-control border border-line bg-surface px-4">
          <EmptyState
            action={
              filters.length > 0 && (
                <ButtonLink href={`${base}?batch=${batch.number}`} size="small">
                  Clear the filters
                </ButtonLink>
              )
            }
            icon="check"
            title={filters.length > 0 ? 'No disagreement matches these filters' : 'No two labels differ'}
          >
            {filters.length > 0
              ? 'Take one away, or choose another batch above.'
              : 'Comparisons appear here as soon as two annotators choose differently.'}
          </EmptyState>
        </div>
      ) : (
        <DisagreementList
          base={`/p/${slug}/comparisons`}
          batch={batch.number}
          listed={rowText(page.rows.map(({ prompt: _, ...row }) => row))}
          slug={slug}
        />
      )}
      <nav aria-label="Pages" className="no-print mt-3 flex gap-2">
        {search.after && <ButtonLink href={address({ after: undefined })}>First page</ButtonLink>}
        {page.next && <ButtonLink href={address({ after: page.next })}>Next {PAGE}</ButtonLink>}
      </nav>
    </>
  );
}

/** The filters as a sentence. */
function describe(search: DisagreementSearch, names: Map<number, string>): string {
  const { a, b, tag, language, source, other, guideline, from, to } = search;
  const name = (id: number) => names.get(id) ?? `annotator ${id}`;
  const one = a ?? b;
  const parts = [
    one !== undefined && a !== undefined && b !== undefined && `${name(a)} and ${name(b)} chose differently`,
    one !== undefined &&
      (a === undefined || b === undefined) &&
      `${name(one)} differs from the most likely choice`,
    tag && `tag ${tag}`,
    language && `language ${language}`,
    source && (other ? `${source} against ${other}` : `a response of ${source}`),
    guideline !== undefined &&
      (guideline < 0
        ? 'labels without a known guideline version'
        : `labels under guideline version ${guideline}`),
    from && `from ${from}`,
    to && `before ${to}`,
  ].filter((part) => typeof part === 'string');
  const order =
    search.sort === 'strength' ? 'Strongest labels against each other first.' : 'Most uncertain first.';
  return parts.length ? `${parts.join(', ')}. ${order}` : order;
}
