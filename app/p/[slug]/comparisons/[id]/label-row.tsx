import { CHOICE_WORDS, choiceTone } from '#components/annotate/choice';
import { Chip } from '#components/ui/chip';
import { Time } from '#components/ui/time';
import { formatDuration } from '#lib/charts/format-figure';
import type { ComparisonDetail } from '#lib/labels/comparison-list';
import { flagWords, type LabelFlag } from '#lib/labels/label-flag';

const STRENGTH = ['', 'slightly', 'clearly', 'much'];
const ASPECT_WORDS = { A: 'A', B: 'B', TIE: 'tie' } as const;

export const FlagChip = ({ flag }: { flag: LabelFlag }) => (
  <Chip icon="flag" tone="fail">
    {flagWords(flag)}
  </Chip>
);

interface LabelRowProps {
  label: ComparisonDetail['labels'][number];
  /** A later revision stands in its place. */
  old: boolean;
  aspectName: (id: string) => string;
}

/** One label with everything that its annotator said, A and B as stored. */
export function LabelRow({ label, old, aspectName }: LabelRowProps) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-line border-t px-4 py-2">
      <b className="min-w-36">{label.annotator}</b>
      <span className="flex min-w-40 flex-1 flex-wrap items-center gap-1.5">
        <Chip tone={label.choice ? choiceTone(label.choice) : 'plain'}>
          {label.choice ? CHOICE_WORDS[label.choice].label : 'Taken back'}
        </Chip>
        {label.strength && <span className="text-ink-2">{STRENGTH[label.strength]}</span>}
        {label.round > 0 && <Chip>repeat</Chip>}
        {old && <Chip tone="quiet">superseded</Chip>}
        {label.setAside && <Chip tone="quiet">set aside</Chip>}
        {label.flag && <FlagChip flag={label.flag} />}
        {Object.entries(label.aspects).map(([id, choice]) => (
          <span className="text-ink-2 text-small" key={id}>
            {aspectName(id)}: {ASPECT_WORDS[choice]}
          </span>
        ))}
        {label.reasons.map((reason) => (
          <span className="text-ink-3 text-small" key={reason}>
            {reason}
          </span>
        ))}
      </span>
      <span className="text-ink-3 text-small">
        {label.activeMs !== null && `${formatDuration(label.activeMs / 1000)} · `}
        <Time at={label.labelledAt} />
      </span>
      {label.rationale && <p className="w-full text-ink-2">{label.rationale}</p>}
    </li>
  );
}
