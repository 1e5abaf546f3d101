import { ButtonLink } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { CodeBlock } from '#components/ui/code-block';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { chosenBatch } from '#lib/quality/batches';
import { latestReport, policyInForce, previewDecision } from '#lib/quality/latest-report';
import { trainingRuns } from '#lib/training/training-runs';
import { EXPORT_FORMATS } from '#lib/transfer/export/export-formats';
import { withBatches } from '../project-batches';
import { ExportForm } from './export-form';

export const metadata = { title: 'Export' };

/** The newest ones; an older one is exported from a terminal. */
const MOST_BATCHES = 20;

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ batch?: string }>;
}

/** Takes judged labels out, as the sets that trainers load. */
export default async function ExportPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const [actor, all] = await withBatches(pageActor('export:read', slug), slug);
  const [runs, policy] = await Promise.all([
    trainingRuns(actor.project.id, 100),
    policyInForce(actor.project.id),
  ]);
  const batch = chosenBatch(all, Number((await searchParams).batch) || undefined);
  const report = batch ? await latestReport(batch.id) : null;
  if (!batch || !report) {
    return (
      <EmptyState
        action={<ButtonLink href={`/p/${slug}/import`}>Import labels</ButtonLink>}
        icon="database"
        page
        title="There is nothing to export yet"
      >
        Only labels that were measured are exported: the snapshot that the gate judges.
      </EmptyState>
    );
  }
  const passed = previewDecision(report, policy).verdict === 'PASS';
  const standings = await Promise.all(
    all.slice(0, MOST_BATCHES).map(async ({ id, number, name }) => {
      const own = id === batch.id ? report : await latestReport(id);
      return own && { number, name, passed: previewDecision(own, policy).verdict === 'PASS' };
    }),
  );
  return (
    <>
      <PageHeader
        lead={
          passed
            ? 'Every export names the snapshot and carries the signed decision, so a pipeline elsewhere can check both.'
            : 'It can be exported all the same; then every file, every row and the card say that it is not approved for training.'
        }
        title={
          passed ? `${batch.name} may leave for training` : `The gate does not let ${batch.name} through`
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-3 lg:grid-cols-2">
        <Card title="Data set">
          <ExportForm
            address={`/api/v1/projects/${slug}/export`}
            batches={standings.filter((standing) => standing !== null)}
            chosen={batch.number}
            formats={Object.entries(EXPORT_FORMATS).map(([value, { title, note }]) => ({
              value,
              title,
              note,
            }))}
            runs={runs
              .filter((run) => run.model)
              .map((run) => ({
                number: run.number,
                model: run.model!,
                batch: run.batch.name,
                waived: run.waived,
              }))}
          />
        </Card>
        <Card title="What is inside">
          <ul className="list-disc space-y-1.5 pl-4 text-ink-2">
            <li>
              <b className="text-ink">Pairs</b> in train, validation and test, split by prompt exactly as
              training splits them, as Parquet and JSON Lines.
            </li>
            <li>
              <b className="text-ink">Judgements</b>, one row for each label. Annotators are pseudonyms, the
              same in every export of this project; rationales stay here.
            </li>
            <li>
              <b className="text-ink">README.md</b> with the head that dataset hubs read: how it was
              collected, agreement, the gate’s checks, known biases.
            </li>
            <li>
              <b className="text-ink">attestation.jwt</b> and <b className="text-ink">provenance.json</b>: the
              signed decision, the snapshot, and the SHA-256 of every file.
            </li>
            <li>Comparisons without a side are in the judgements only.</li>
          </ul>
          <p className="mt-3 mb-1 text-ink-2">From a terminal, or with a key (permission export:read):</p>
          <CodeBlock
            code={`concord export --project ${slug} --batch ${batch.number} --out ${slug}-${batch.number}/`}
            label="The command"
          />
        </Card>
      </div>
    </>
  );
}
