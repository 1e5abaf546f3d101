import { Estimate } from '#components/ui/estimate';
import type { Proportion } from '#lib/annotators/proportion';
import { REPEATS_NEEDED } from '#lib/labels/own-statistics';

/** How often one gave the same answer when a comparison came again, for one's own eyes. */
export function OwnConsistency({ consistency }: { consistency: Proportion | null }) {
  if (!consistency) {
    return (
      <p className="text-ink-2">
        Some comparisons come again after a while. When {REPEATS_NEEDED} or more have, this shows how often
        you gave the same answer.
      </p>
    );
  }
  return (
    <>
      <p className="text-figure">
        <Estimate estimate={consistency} kind="percent" />
      </p>
      <p className="mt-1 text-ink-2">
        of {consistency.n.toLocaleString('en')} comparisons that came again. Close ones may well be answered
        differently the second time; nobody reaches 100 %.
      </p>
    </>
  );
}
