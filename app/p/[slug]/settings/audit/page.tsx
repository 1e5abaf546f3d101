import { Button, ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { SelectField } from '#components/ui/select-field';
import { TextField } from '#components/ui/text-field';
import { type AuditFilter, auditChoices, auditLog } from '#lib/access/audit-log';
import { pageActor } from '#lib/access/page-actor';
import { EntryItem } from './entry-item';
import { VerifyPanel } from './verify-panel';

export const metadata = { title: 'Audit log' };

const PAGE = 100;

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<AuditFilter & { before?: string }>;
}

/** Who did what, to what, when. */
export default async function AuditPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const actor = await pageActor('audit:read', slug);
  const { before, ...filter } = await searchParams;
  const [entries, choices] = await Promise.all([
    auditLog(actor.project.id, filter, PAGE + 1, Number(before) || undefined),
    auditChoices(actor.project.id),
  ]);
  const shown = entries.slice(0, PAGE);
  const base = `/p/${slug}/settings/audit`;
  const kept = Object.entries(filter).filter(([, value]) => value) as [string, string][];
  const query = (more: [string, string][]) => new URLSearchParams([...kept, ...more]).toString();
  const nouns = [...new Set(choices.actions.map((action) => action.split('.')[0]!))];
  return (
    <>
      <PageHeader
        actions={
          <>
            <ButtonLink href={`/api/projects/${slug}/audit?${query([['format', 'jsonl']])}`} prefetch={false}>
              Export JSONL
            </ButtonLink>
            <ButtonLink href={`/api/projects/${slug}/audit?${query([['format', 'csv']])}`} prefetch={false}>
              Export CSV
            </ButtonLink>
          </>
        }
        lead="Written in the same transaction as the act, never changed: each entry’s hash covers the one before."
        title="Who did what, and when"
      />
      <VerifyPanel slug={slug} />
      <form className="no-print mb-3 flex flex-wrap items-end gap-2" method="get">
        <SelectField
          defaultValue={filter.who}
          label="Who"
          name="who"
          options={[
            ...choices.people.map(({ id, name }) => ({ value: id, label: name })),
            { value: 'system', label: 'The system' },
            { value: 'database', label: 'SQL alone' },
          ]}
          placeholder="Everybody"
        />
        <SelectField
          defaultValue={filter.what}
          label="What"
          name="what"
          options={[
            ...nouns.map((noun) => ({ value: noun, label: `${noun}: everything` })),
            ...choices.actions.map((action) => ({ value: action, label: action })),
          ]}
          placeholder="Everything"
        />
        <TextField defaultValue={filter.from} label="From" name="from" type="date" />
        <TextField defaultValue={filter.until} label="Until" name="until" type="date" />
        <TextField defaultValue={filter.subject} label="Subject begins with" name="subject" />
        <Button type="submit">Filter</Button>
        {kept.length > 0 && (
          <ButtonLink href={base} variant="quiet">
            Clear
          </ButtonLink>
        )}
      </form>
      {shown.length === 0 ? (
        <div className="rounded-control border border-line bg-surface px-4 py-2">
          <EmptyState icon="audit" title={kept.length ? 'Nothing matches these filters' : 'No entry yet'}>
            Every act of a lead or an admin leaves an entry here.
          </EmptyState>
        </div>
      ) : (
        <ul className="overflow-hidden rounded-control border border-line bg-surface">
          {shown.map((entry) => (
            <EntryItem entry={entry} key={entry.id} />
          ))}
        </ul>
      )}
      <nav aria-label="Pages" className="mt-3 flex gap-2">
        {before && <ButtonLink href={`${base}?${query([])}`}>Newest</ButtonLink>}
        {entries.length > PAGE && (
          <ButtonLink href={`${base}?${query([['before', String(shown.at(-1)!.id)]])}`}>Older</ButtonLink>
        )}
      </nav>
    </>
  );
}
