import { Card } from '#components/ui/card';
import { CodeBlock } from '#components/ui/code-block';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { importJobs } from '#lib/transfer/queue-import';
import { withBatches } from '../project-batches';
import { ImportItem } from './import-item';
import { UploadForm } from './upload-form';

export const metadata = { title: 'Import' };

const EXAMPLE = `{"item_id":"q1","prompt":"Why is the sky blue?","response_a":"…","response_b":"…","source_a":"m1","source_b":"m2"}
{"item_id":"q1","annotator_id":"w7","choice":"A","created_at":"2026-03-01T09:00:00Z"}
{"prompt":"The sky is","chosen":" blue.","rejected":" green."}`;

/** Brings comparisons and labels in: upload, progress, and every bad line by number. */
export default async function ImportPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const [actor, all] = await withBatches(pageActor('comparison:import', slug), slug);
  const jobs = await importJobs(actor.project.id);
  return (
    <>
      <PageHeader
        lead="A file is imported whole or not at all. Importing it again changes nothing."
        title="Import comparisons and labels"
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 lg:grid-cols-2">
        <Card title="Upload">
          <UploadForm address={`/api/projects/${slug}/import`} batches={all.map((b) => b.name)} />
        </Card>
        <Card note="JSON Lines or CSV with a header" title="What a line holds">
          <p className="mb-2 text-ink-2">
            A comparison, the same with a label, a label alone for a comparison that is here already, or a
            preference row as TRL writes them. Optional: tags, language, gold_choice, strength, rationale,
            duration_ms.
          </p>
          <CodeBlock code={EXAMPLE} label="Three example lines" />
          <p className="mt-2 text-ink-3 text-small">
            From a terminal: <code>npm run --silent concord -- import FILE --project {slug}</code>
          </p>
        </Card>
      </div>
      <div className="mt-3">
        <Card padded={false} title="Imports">
          {jobs.length === 0 ? (
            <div className="px-4 pb-2">
              <EmptyState icon="import" title="Nothing was imported by page yet">
                Files imported from a terminal are in the audit log.
              </EmptyState>
            </div>
          ) : (
            <ul>
              {jobs.map((job) => (
                <ImportItem job={job} key={job.id} />
              ))}
            </ul>
          )}
        </Card>
      </div>
    </>
  );
}
