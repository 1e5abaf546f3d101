import { CHECKS, type CheckId } from '#lib/gate/policy';
import { ProgressBar } from '../ui/progress-bar';

interface CollectionProgressProps {
  plans: { id: string; check: string; tag: string | null; target: number; labels: number }[];
}

/** What was asked for to decide a check, and how much of it has come. Nothing where nothing was asked for. */
export function CollectionProgress({ plans }: CollectionProgressProps) {
  if (plans.length === 0) return null;
  return (
    <section aria-label="Collected so far" className="grid gap-1.5 rounded-control bg-sunken px-3 py-2.5">
      {plans.map(({ id, check, tag, target, labels }) => {
        const what = `${CHECKS[check as CheckId]?.name ?? check}${tag ? `, “${tag}”` : ''}`;
        const counts = `${labels.toLocaleString('en')} of ${target.toLocaleString('en')} labels`;
        return (
          <div className="grid items-center gap-x-3 sm:grid-cols-[minmax(0,1fr)_minmax(160px,50%)]" key={id}>
            <span className="text-small">
              {labels >= target ? 'Collected' : 'Collecting'} for {what}
            </span>
            <ProgressBar
              label={`Labels collected for ${what}`}
              max={target}
              value={labels}
              valueText={counts}
            />
          </div>
        );
      })}
    </section>
  );
}
