import { Button, ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { TextField } from '#components/ui/text-field';
import { pageActor } from '#lib/access/page-actor';
import { formatCount } from '#lib/charts/format-figure';
import { comparisonList } from '#lib/labels/comparison-list';
import { comparisonFilter, comparisonSearch } from '#lib/labels/comparison-search';
import { chosenBatch } from '#lib/quality/batches';
import { withBatches } from '../project-batches';
import { ComparisonList } from './comparison-list';

export const metadata = { title: 'Comparisons' };

const PAGE = 50;

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
}

/** The comparisons of a batch, by page; those on which labels differ, by tag or words. */
export default async function ComparisonsPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const [, all] = await withBatches(pageActor('comparison:read', slug), slug);
  const given = await searchParams;
  const search = comparisonSearch.parse(given);
  const batch = chosenBatch(all, Number(given.batch) || undefined);
  const split = search.split === '1';
  const rows = batch
    ? await comparisonList(comparisonFilter(batch.id, search), PAGE + 1, Number(given.after) || 0)
    : [];
  const shown = rows.slice(0, PAGE);
  const query = (change: Record<string, string | undefined>) => {
    const fields = new URLSearchParams();
    for (const [name, value] of Object.entries({
      ...search,
      batch: batch ? String(batch.number) : undefined,
      ...change,
    }))
      if (value) fields.set(name, String(value));
    return fields;
  };
  const address = (change: Record<string, string | undefined>) => `/p/${slug}/comparisons?${query(change)}`;
  return (
    <>
      <PageHeader
        actions={
          <>
            {shown.length > 0 && (
              <a
                className="link no-print text-small"
                download
                href={`/api/projects/${slug}/comparisons?${query({})}`}
              >
                Export CSV
              </a>
            )}
            <ButtonLink href={address({ split: split ? undefined : '1', after: undefined })}>
              {split ? 'Show all' : 'Only disagreements'}
            </ButtonLink>
            <ButtonLink href={`/p/${slug}/import`} icon="import">
              Import
            </ButtonLink>
          </>
        }
        lead={[
          split ? 'Labels differ on these.' : 'All comparisons of the batch.',
          search.tag ? `Tag: ${search.tag}.` : '',
          search.section && search.tags
            ? `Section “${search.section}” of the guideline, on ${search.tags.split(',').join(', ')}.`
            : '',
          search.prompt ? 'One prompt.' : '',
          search.source ? `Source: ${search.source}.` : '',
          search.guideline ? `Labelled under guideline v${search.guideline}.` : '',
        ].join(' ')}
        title={
          batch ? `${formatCount(batch.comparisons)} comparisons in ${batch.name}` : 'No comparisons yet'
        }
      />
      <form className="mb-3 flex flex-wrap items-end gap-2" method="get">
        {batch && <input name="batch" type="hidden" value={batch.number} />}
        {split && <input name="split" type="hidden" value="1" />}
        <TextField defaultValue={search.search} label="Words in the prompt" name="search" />
        <TextField defaultValue={search.tag} label="Tag" name="tag" />
        <Button type="submit">Search</Button>
        {(search.search ||
          search.tag ||
          search.tags ||
          search.prompt ||
          search.source ||
          search.guideline) && (
          <ButtonLink
            href={address({
              search: undefined,
              tag: undefined,
              section: undefined,
              tags: undefined,
              prompt: undefined,
              source: undefined,
              guideline: undefined,
              after: undefined,
            })}
            variant="quiet"
          >
            Clear
          </ButtonLink>
        )}
      </form>
      {shown.length === 0 ? (
        <EmptyState
          icon="comparisons"
          title={search.search || search.tag || split ? 'Nothing matches' : 'No comparisons yet'}
        >
          {batch ? 'Change the words or the tag above.' : 'Import them from JSONL or CSV.'}
        </EmptyState>
      ) : (
        <ComparisonList base={`/p/${slug}/comparisons`} batch={batch!.number} rows={shown} />
      )}
      <nav aria-label="Pages" className="mt-3 flex gap-2">
        {given.after && <ButtonLink href={address({ after: undefined })}>First page</ButtonLink>}
        {rows.length > PAGE && (
          <ButtonLink href={address({ after: String(shown.at(-1)!.id) })}>Next {PAGE}</ButtonLink>
        )}
      </nav>
    </>
  );
}
