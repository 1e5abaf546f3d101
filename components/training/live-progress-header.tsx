import { formatCount, formatDuration, formatPercent } from '#lib/charts/format-figure';
import { type Definition, DefinitionList } from '../ui/definition-list';
import { ProgressBar } from '../ui/progress-bar';

interface LiveProgressHeaderProps {
  /** Names the run for screen readers: "Run 13". */
  name: string;
  step: number;
  steps: number;
  epoch: number;
  epochs: number;
  secondsLeft: number | null;
  pairsPerSecond: number | null;
  /** More pairs of word and value, such as decision and snapshot. */
  more?: Definition[];
}

/** How far a run is, and what it does meanwhile. Plain props, so that a live leaf can draw it again with each message. */
export function LiveProgressHeader({
  name,
  step,
  steps,
  epoch,
  epochs,
  secondsLeft,
  pairsPerSecond,
  more = [],
}: LiveProgressHeaderProps) {
  return (
    <div className="grid gap-2.5">
      <ProgressBar
        label={`${name}, steps done`}
        max={Math.max(1, steps)}
        value={step}
        valueText={formatPercent(steps > 0 ? step / steps : 0, 0)}
      />
      <DefinitionList
        columns
        items={[
          {
            term: 'Time left',
            value: secondsLeft === null ? 'not known yet' : `about ${formatDuration(secondsLeft)}`,
          },
          { term: 'Step', value: `${formatCount(step)} / ${formatCount(steps)}` },
          { term: 'Epoch', value: `${Math.min(epochs, epoch)} / ${epochs}` },
          {
            term: 'Throughput',
            value: pairsPerSecond === null ? '–' : `${formatCount(pairsPerSecond)} pairs/s`,
          },
          ...more,
        ]}
      />
    </div>
  );
}
