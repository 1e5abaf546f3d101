import { BandChart } from '#components/chart/band-chart';
import { ExportChart } from '#components/chart/export-chart';
import { OptimisationChart } from '#components/chart/optimisation-chart';
import { Card } from '#components/ui/card';
import { Chip } from '#components/ui/chip';
import { DefinitionList } from '#components/ui/definition-list';
import { EmptyState } from '#components/ui/empty-state';
import { Notice } from '#components/ui/notice';
import { TabLinks } from '#components/ui/tab-links';
import { formatCoefficient, formatCount } from '#lib/charts/format-figure';
import { prepareOptimisation } from '#lib/charts/prepare-optimisation';
import { prepareOptimisationSigns } from '#lib/charts/prepare-optimisation-signs';
import { stopSentence } from '#lib/scoring/optimisation-words';
import type { OptimisationDetail, OptimisationSummary } from '#lib/scoring/optimisations';
import { PostCheckpoints } from './post-checkpoints';

interface OptimisationPanelProps {
  slug: string;
  base: string;
  model: string;
  detail: OptimisationDetail | null;
  others: OptimisationSummary[];
}

/** A model that learns to please the reward model: what it earns, what that is worth, and why to stop. */
export function OptimisationPanel({ slug, base, model, detail, others }: OptimisationPanelProps) {
  if (!detail) {
    return (
      <Card title="Over-optimisation">
        <EmptyState icon="training" title="No training loop has told of its checkpoints yet">
          Let it post a sample of responses at every checkpoint; the answer says whether to stop.
        </EmptyState>
        <PostCheckpoints model={model} open slug={slug} />
      </Card>
    );
  }
  const drawing = prepareOptimisation(detail.points, detail.said, detail.warning);
  const signs = prepareOptimisationSigns(detail.points, detail.warning);
  return (
    <Card
      actions={
        <>
          {detail.simulated && <Chip>Simulated</Chip>}
          {drawing && (
            <ExportChart
              alternative={drawing.alternative}
              name={`over-optimisation-${detail.name}`}
              of="over-optimisation"
            />
          )}
        </>
      }
      note="change since the first checkpoint, in standard deviations, by distance from the reference (√KL)"
      title="Over-optimisation"
    >
      {others.length > 1 && (
        <TabLinks
          items={others.slice(0, 6).map(({ name }) => ({
            href: `${base}?optimisation=${encodeURIComponent(name)}`,
            label: name,
            current: name === detail.name,
          }))}
          label="Optimisations"
        />
      )}
      <div className="grid gap-x-8 gap-y-4 lg:grid-cols-[minmax(0,1fr)_300px]">
        <div className="min-w-0" data-testid="optimisation-chart">
          {drawing ? (
            <>
              <OptimisationChart drawing={drawing} />
              <p className="mt-1 text-ink-3 text-small">{legend(detail)}</p>
            </>
          ) : (
            <p className="py-6 text-ink-3">One checkpoint so far; a curve needs two.</p>
          )}
        </div>
        <div className="flex flex-col gap-3">
          {detail.warning ? (
            <Notice title={`Stop at step ${detail.warning.step}`} tone="fail">
              {stopSentence(detail.warning)}
            </Notice>
          ) : (
            <Notice title="Nothing asks to stop so far" tone="pass">
              {quietSentence(detail)}
            </Notice>
          )}
          <DefinitionList items={facts(detail)} />
        </div>
      </div>
      {signs.length > 0 && (
        <div className="mt-4 grid gap-x-6 gap-y-4 border-line border-t pt-3 sm:grid-cols-3">
          {signs.map((sign) => (
            <section aria-label={sign.name} key={sign.key}>
              <p className="flex items-baseline justify-between gap-2">
                <span className="font-semibold text-small">{sign.name}</span>
                <span className="text-small">
                  {sign.first} → <b>{sign.last}</b>
                </span>
              </p>
              <div className="mb-1 flex items-center justify-between gap-2">
                <p className="text-ink-3 text-micro">{sign.note}</p>
                <ExportChart
                  alternative={sign.drawing.alternative}
                  name={`${sign.key}-${detail.name}`}
                  of={sign.name}
                />
              </div>
              <BandChart compact drawing={sign.drawing} height={104} />
            </section>
          ))}
        </div>
      )}
      <PostCheckpoints model={model} slug={slug} />
    </Card>
  );
}

function legend({ said, points }: OptimisationDetail): string {
  const others = points.some(({ secondOpinion }) => secondOpinion);
  return [
    'Violet: the reward that is optimised.',
    said.judge === 'gold' ? 'Dots: the gold score, with the curve fitted to it and its 95 % band.' : '',
    others ? 'Dashed: models of disjoint groups of annotators.' : '',
    said.judge === 'second opinion' ? 'The curve is fitted to those.' : '',
    said.curve && Number.isFinite(said.peakCi95?.[1] ?? Number.NaN)
      ? 'Shaded: where it turns, if the form of the curve holds.'
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function facts({ points, said, method, model }: OptimisationDetail) {
  const last = points.at(-1)!;
  const { curve, peakCi95: ci, judge } = said;
  return [
    { term: 'Reward model', value: model },
    {
      term: 'Checkpoints',
      value: formatCount(points.length),
      note: `up to ${formatCoefficient(last.kl, 1)} nats, ${method === 'rl' ? 'reinforcement learning' : 'best of n'}`,
    },
    { term: 'Judged by', value: judge === 'gold' ? 'gold score' : (judge ?? 'nothing yet') },
    {
      term: 'It turns at',
      value: curve?.peakKl == null ? 'no turn in sight' : `${formatCoefficient(curve.peakKl, 1)} nats`,
      note: ci
        ? Number.isFinite(ci[1])
          ? `95 %: ${formatCoefficient(ci[0], 1)} – ${formatCoefficient(ci[1], 1)}`
          : `95 %: from ${formatCoefficient(ci[0], 1)}, or never`
        : undefined,
    },
    {
      term: 'Evidence of a turn',
      value: said.evidence >= 1000 ? '> 1,000' : formatCoefficient(said.evidence, 1),
      note: 'to 1; counts from 20',
    },
  ];
}

function quietSentence({ said, points }: OptimisationDetail): string {
  if (said.judge === 'gold')
    return 'The gold score has not bent beyond doubt, or its turn is still more than a checkpoint away.';
  if (points.some(({ secondOpinion }) => secondOpinion))
    return 'Models of other annotators go along, and responses have not grown much longer or more repetitive. A gold score would see more.';
  return 'Only length and repetition are watched here. Post gold scores or responses to see more.';
}
