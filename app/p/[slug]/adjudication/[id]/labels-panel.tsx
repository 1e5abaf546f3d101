import { CHOICE_WORDS } from '#components/annotate/choice';
import { Card } from '#components/ui/card';
import { Chip } from '#components/ui/chip';
import { EmptyState } from '#components/ui/empty-state';
import { formatDuration } from '#lib/charts/format-figure';
import type { AdjudicationDetail, BlindLabel } from '#lib/labels/adjudication-detail';
import { scaleWords } from '#lib/labels/label-draft';
import { CHOICE_TONE } from '../choice-chips';
import { RevealNames } from './reveal-names';

/** Every annotator's answer side by side, under a number instead of a name. */
export function LabelsPanel({
  detail,
  slug,
  strengthSteps,
}: {
  detail: AdjudicationDetail;
  slug: string;
  strengthSteps: number;
}) {
  return (
    <Card
      actions={detail.labels.length > 0 && <RevealNames adjudicationId={detail.id} slug={slug} />}
      note="numbers are drawn anew for each adjudication; A and B as above, whatever side they were shown on"
      title="Who chose what, and why"
    >
      {detail.labels.length === 0 ? (
        <EmptyState icon="comparisons" title="No label yet">
          Nobody has labelled this comparison, or every label was taken back.
        </EmptyState>
      ) : (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(240px,1fr))] gap-2">
          {detail.labels.map((label) => (
            <LabelItem key={`${label.who} ${label.repeat}`} label={label} strengthSteps={strengthSteps} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function LabelItem({ label, strengthSteps }: { label: BlindLabel; strengthSteps: number }) {
  const { choice, strength } = label;
  const sided = choice === 'A' || choice === 'B';
  const words =
    sided && strength
      ? scaleWords((choice === 'A' ? -1 : 1) * strength, strengthSteps)
      : CHOICE_WORDS[choice].label;
  const facts = [
    label.activeMs === null ? 'time not measured' : formatDuration(label.activeMs / 1000),
    label.swapped === null ? null : `saw ${label.swapped ? 'B' : 'A'} on the left`,
    label.guideline === null ? null : `guideline ${label.guideline}`,
  ].filter(Boolean);
  return (
    <li className="grid content-start gap-1.5 rounded-control border border-line px-3 py-2">
      <div className="flex flex-wrap items-center gap-1.5">
        <b className="mr-auto">Annotator {label.who}</b>
        {label.repeat && <Chip tone="quiet">repeat</Chip>}
        {label.setAside && <Chip tone="quiet">set aside</Chip>}
        <Chip tone={CHOICE_TONE[choice]}>{words}</Chip>
      </div>
      {label.rationale ? (
        <p className="whitespace-pre-wrap">{label.rationale}</p>
      ) : (
        <p className="text-ink-3">No rationale.</p>
      )}
      {(label.reasons.length > 0 || label.flag) && (
        <p className="flex flex-wrap gap-1">
          {label.flag && (
            <Chip icon="flag" tone="nee">
              {label.flag}
            </Chip>
          )}
          {label.reasons.map((reason) => (
            <Chip key={reason}>{reason}</Chip>
          ))}
        </p>
      )}
      <p className="text-ink-3 text-small">{facts.join(' · ')}</p>
    </li>
  );
}
