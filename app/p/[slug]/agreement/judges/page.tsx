import { Card } from '#components/ui/card';
import { CodeBlock } from '#components/ui/code-block';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { formatInterval, formatPercent, formatSigned } from '#lib/charts/format-figure';
import { chosenBatch } from '#lib/quality/batches';
import { reportPart } from '#lib/quality/report-part';
import type { JudgeRow } from '#lib/quality/report-parts/judges';
import { withBatches } from '../../project-batches';
import { NotMeasured } from '../not-measured';
import { JudgeCard } from './judge-card';

export const metadata = { title: 'Judges' };

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ batch?: string }>;
}

/** Does a model used as judge agree with people as much as they agree with each other? */
export default async function JudgesPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const [, all] = await withBatches(pageActor('quality:read', slug), slug);
  const batch = chosenBatch(all, Number((await searchParams).batch) || undefined);
  const part = batch ? await reportPart(batch.id, 'judges') : null;
  if (!batch || !part) return <NotMeasured batch={Boolean(batch)} slug={slug} />;
  const { title, lead } = answer(part.data);
  return (
    <>
      <PageHeader lead={lead} title={title} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {part.data.map((judge) => (
          <JudgeCard judge={judge} key={judge.annotatorId} />
        ))}
        {part.data.length === 0 && <HowTo slug={slug} />}
      </div>
    </>
  );
}

const BEYOND = 'Judges’ labels enter no figure about people, no overlap and no gate check.';

function answer(judges: JudgeRow[]): { title: string; lead: string } {
  if (judges.length === 0) return { title: 'No model has judged in this batch', lead: BEYOND };
  const known = judges.filter((judge) => judge.agreement.difference.ci95 !== null);
  const below = known.filter((judge) => judge.agreement.difference.ci95![1] < 0);
  const first = below[0] ?? known[0];
  if (!first)
    return {
      title: `${judges.length} ${judges.length === 1 ? 'model has' : 'models have'} judged`,
      lead: `Too few comparisons with labels of two people to compare them yet. ${BEYOND}`,
    };
  const { withHumans, amongHumans, difference } = first.agreement;
  const points = (value: number) => formatSigned(value * 100, 0);
  const sentence = `${first.name} agrees with people on ${formatPercent(withHumans.value, 0)} (${formatInterval(withHumans.ci95, 'percent')}), they with each other on ${formatPercent(amongHumans.value, 0)}: ${points(difference.value!)} points (${points(difference.ci95![0])} – ${points(difference.ci95![1])}).`;
  const title =
    below.length > 0
      ? `${below.length === 1 ? first.name : `${below.length} judges`} ${below.length === 1 ? 'agrees' : 'agree'} with people less than they do with each other`
      : `No judge is shown to agree with people less than they do with each other`;
  return { title, lead: `${sentence} ${BEYOND}` };
}

function HowTo({ slug }: { slug: string }) {
  return (
    <Card title="How a judge gets here">
      <EmptyState icon="model" title="Post a model’s labels, or import them with kind = model">
        They are measured beside the people, with the same figures, and never among them.
      </EmptyState>
      <CodeBlock
        label="a request that posts a label"
        code={`curl -X POST …/api/v1/projects/${slug}/labels -H "Authorization: Bearer KEY" -H "Content-Type: application/json" \\
  -d '{"kind": "model", "labels": [{"item_id": "q1", "annotator_id": "my-judge", "choice": "A", "swapped": false}]}'`}
      />
    </Card>
  );
}
