import { Card } from '#components/ui/card';
import { type Definition, DefinitionList } from '#components/ui/definition-list';
import { formatCoefficient, formatCount, formatDuration } from '#lib/charts/format-figure';
import { CHOICE_WORDS } from '#lib/training/training-choices';
import type { TrainingReport } from '#lib/training/training-report';
import type { RunDetail } from '#lib/training/training-runs';

/** How the model was made, so that it can be made again. */
export function MakingPanel({ run, report }: { run: RunDetail; report: TrainingReport }) {
  const { data, lineage } = report;
  const { choices } = run;
  const kept: Definition[] = [
    {
      term: 'Comparisons',
      value: formatCount(data.pairs),
      note: data.prompts && `of ${formatCount(data.prompts)} prompts`,
    },
    {
      term: 'Trained on',
      value: formatCount(data.train),
      note: data.effective && `worth ${formatCount(data.effective)} of equal weight`,
    },
    { term: 'To stop by', value: formatCount(data.validation) },
    {
      term: 'Judged by',
      value: formatCount(data.heldOut),
      note: report.folds ? `each once, ${report.folds} folds of prompts` : 'prompts never trained on',
    },
    { term: 'Labels with a side', value: formatCount(data.decisive) },
    { term: 'Ties', value: formatCount(data.ties) },
    { term: 'Left out', value: formatCount(data.leftOut), note: 'repeats, both bad, can’t judge' },
    ...(data.verdicts ? [{ term: 'By verdict', value: formatCount(data.verdicts) }] : []),
  ];
  const trained: Definition[] = [
    {
      term: 'Trust in labels',
      value: CHOICE_WORDS.trust[data.trust ?? choices.trust],
      note:
        data.trust && data.trust !== choices.trust
          ? 'too few comparisons have two labels for more'
          : undefined,
    },
    { term: 'Ties', value: CHOICE_WORDS.ties[choices.ties] },
    { term: 'Margin', value: CHOICE_WORDS.margin[choices.margin] },
    { term: 'Length control', value: CHOICE_WORDS.lengthControl[choices.lengthControl] },
    { term: 'Centring', value: formatCoefficient(choices.centring) },
    { term: 'Seed', value: String(lineage.seed) },
    { term: 'Best epoch', value: `${report.bestEpoch} of ${report.history.length}`, note: report.stoppedBy },
    { term: 'Computed on', value: report.backend, note: formatDuration(report.trainedMs / 1000) },
  ];
  return (
    <Card note={lineage.code} title="How it was made">
      <div className="grid gap-x-10 md:grid-cols-2">
        <DefinitionList items={kept} />
        <DefinitionList items={trained} />
      </div>
      <p className="mt-3 text-ink-3 text-small">
        Snapshot <code className="break-all">{run.snapshotHash}</code>, up to change {lineage.lastSequence}.
        {lineage.guidelines && lineage.guidelines.length > 0 && (
          <>
            {' '}
            Labels by guideline:{' '}
            {lineage.guidelines
              .map((g) => `${g.version === null ? 'none' : `version ${g.version}`} ${formatCount(g.labels)}`)
              .join(', ')}
            .
          </>
        )}
      </p>
    </Card>
  );
}
