import { RangeBars } from '#components/chart/range-bars';
import { SaveRangeBars } from '#components/chart/save-range-bars';
import { ButtonLink } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { formatInterval, formatSigned } from '#lib/charts/format-figure';
import { prepareRangeBars } from '#lib/charts/prepare-range-bars';
import { compareRuns, type PairedDifference } from '#lib/training/compare-runs';
import { type RunDetail, trainedRuns, trainingRun } from '#lib/training/training-runs';
import { ChooseRuns } from './choose-runs';
import { CompareTable } from './compare-table';

export const metadata = { title: 'Compare runs' };

const MOST = 4;

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ run?: string | string[] }>;
}

/** Trained runs side by side: is the newer one better, and what was done differently? */
export default async function ComparePage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const actor = await pageActor('training:read', slug);
  const { run } = await searchParams;
  const all = await trainedRuns(actor.project.id);
  const chosen = choose([run ?? []].flat().map(Number), all);
  const runs = (await Promise.all(chosen.map((number) => trainingRun(actor.project.id, number)))).filter(
    (found): found is RunDetail => found?.report != null,
  );
  const [first, ...others] = runs;
  const paired = await Promise.all(
    others.map((other) => compareRuns(actor.project.id, other.number, first!.number)),
  );
  return (
    <>
      <PageHeader
        actions={
          <ButtonLink href={`/p/${slug}/training`} variant="quiet">
            All runs
          </ButtonLink>
        }
        lead="Accuracies of different held-out pairs say little about each other; the difference on the same pairs does."
        size="hero"
        title={headline(runs, paired)}
      />
      <div className="flex flex-col gap-3">
        <ChooseRuns chosen={chosen} most={MOST} runs={all} slug={slug} />
        {first && runs.length > 1 ? (
          <>
            <Accuracies first={first} paired={paired} runs={runs} />
            <CompareTable runs={runs} slug={slug} />
          </>
        ) : (
          <EmptyState icon="training" title="Choose two runs or more">
            {all.length < 2
              ? 'There is one trained run or none; train another to have something to compare.'
              : `Up to ${MOST}; the first one is what the others are held against.`}
          </EmptyState>
        )}
      </div>
    </>
  );
}

/** What the address asks for, with the newest runs beside a lone one. */
function choose(wanted: number[], all: { number: number }[]): number[] {
  const known = new Set(all.map(({ number }) => number));
  const asked = [...new Set(wanted)].filter((number) => known.has(number)).slice(0, MOST);
  const rest = all.map(({ number }) => number).filter((number) => !asked.includes(number));
  return (asked.length >= 2 ? asked : [...asked, ...rest].slice(0, 2)).sort((a, b) => a - b);
}

function headline(runs: RunDetail[], paired: (PairedDifference | null)[]): string {
  if (runs.length < 2) return 'Compare runs';
  const last = paired.at(-1)?.accuracy;
  const [from, to] = [`Run ${runs[0]!.number}`, `run ${runs.at(-1)!.number}`];
  if (!last || last.value === null || !last.ci95) return `${from} beside ${to}`;
  if (last.ci95[0] > 0) return `${to[0]!.toUpperCase()}${to.slice(1)} is better than ${from.toLowerCase()}`;
  if (last.ci95[1] < 0) return `${to[0]!.toUpperCase()}${to.slice(1)} is worse than ${from.toLowerCase()}`;
  return `${from} and ${to} can’t be told apart`;
}

function Accuracies({
  runs,
  first,
  paired,
}: {
  runs: RunDetail[];
  first: RunDetail;
  paired: (PairedDifference | null)[];
}) {
  const bars = prepareRangeBars(
    runs.map((run) => ({
      name: `Run ${run.number}, ${run.model}`,
      role: 'model' as const,
      value: run.report!.heldOut.accuracy.value,
      interval: run.report!.heldOut.accuracy.ci95,
      missing: run.report!.heldOut.accuracy.reason,
    })),
  );
  return (
    <Card
      actions={bars && <SaveRangeBars drawing={bars} name="accuracy-by-run" of="held-out accuracy by run" />}
      note="each run on its own held-out pairs, 95 %"
      title="Held-out accuracy"
    >
      {bars && <RangeBars caption="Held-out accuracy by run" drawing={bars} />}
      <ul className="mt-2 grid gap-1 text-small">
        {paired.map((difference, i) => {
          const run = runs[i + 1]!;
          return (
            <li key={run.number}>
              <b>
                Run {run.number} less run {first.number}:
              </b>{' '}
              {describe(difference)}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function describe(difference: PairedDifference | null): string {
  if (!difference)
    return 'the outcomes of one of them were not kept, so they can’t be compared pair by pair.';
  const { accuracy, common, disagree } = difference;
  if (accuracy.value === null)
    return `${common} held-out pairs in common are too few (${accuracy.reason ?? 'at least 30 are needed'}).`;
  return `${formatSigned(accuracy.value * 100, 1)} points (${accuracy.ci95 ? formatInterval([accuracy.ci95[0] * 100, accuracy.ci95[1] * 100], 'coefficient') : 'no interval'}) on ${common.toLocaleString('en')} held-out pairs in common, of which they judge ${disagree.toLocaleString('en')} differently.`;
}
