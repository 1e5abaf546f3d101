import { Card } from '#components/ui/card';
import { CodeBlock } from '#components/ui/code-block';
import { DefinitionList } from '#components/ui/definition-list';
import { formatCoefficient, formatCount, formatPercent } from '#lib/charts/format-figure';
import type { RunDetail } from '#lib/training/training-runs';

/** What came out of a run on the cluster: where it is, and what the job said of it. */
export function ExternalPanel({ run }: { run: RunDetail }) {
  const { external } = run;
  if (!external) return null;
  const { result, data } = external;
  return (
    <Card
      note={
        external.task === 'dpo'
          ? 'a language model: it has no score'
          : 'a reward model; it is served where it is, not here'
      }
      title={run.model ?? 'Model'}
    >
      <CodeBlock code={external.uri} label="address of the model" />
      <div className="mt-2 max-w-2xl">
        <DefinitionList
          items={[
            { term: 'Base model', value: external.baseModel },
            { term: 'SHA-256 of the weights', value: `${external.sha256.slice(0, 16)}…` },
            {
              term: 'Pairs',
              value: `${formatCount(data?.kept ?? null)} kept`,
              note: `${formatCount(data?.droppedTooLong ?? null)} left out because they are too long`,
            },
            {
              term: external.task === 'dpo' ? 'Implicit reward right' : 'Held-out accuracy',
              value: formatPercent(result?.heldOutAccuracy ?? null),
              note: `on ${formatCount(result?.heldOutPairs ?? null)} pairs, as the job counted it${result?.heldOutLoss == null ? '' : `; loss ${formatCoefficient(result.heldOutLoss, 3)}`}`,
            },
          ]}
        />
      </div>
    </Card>
  );
}
