import { ButtonLink } from '#components/ui/button';
import { Icon } from '#components/ui/icon';
import { Link } from '#components/ui/link';
import type { BatchSummary } from '#lib/quality/batches';
import type { RunSummary } from '#lib/training/training-runs';

const WORDS = {
  BLOCKED: 'is blocked',
  QUEUED: 'waits for the worker',
  RUNNING: 'is training',
  SUCCEEDED: 'is trained',
  FAILED: 'failed',
  CANCELLED: 'was cancelled',
} as const;

interface TrainingStatusProps {
  slug: string;
  batch: BatchSummary;
  runs: RunSummary[];
  mayRequest: boolean;
}

/** The newest run of the batch, or how to ask for one. */
export function TrainingStatus({ slug, batch, runs, mayRequest }: TrainingStatusProps) {
  const run = runs.find((r) => r.batch.number === batch.number);
  return (
    <div className="border-line-strong border-l pl-6 max-sm:border-0 max-sm:pl-0">
      <p className="flex items-center gap-1.5 font-semibold">
        <Icon name={run?.state === 'BLOCKED' ? 'lock' : 'training'} />
        {run ? `Training run ${run.number} ${WORDS[run.state]}` : 'No training run yet'}
      </p>
      <p className="text-ink-3 text-small">
        {run?.state === 'BLOCKED'
          ? 'It releases itself when the gate passes.'
          : run
            ? `Batch ${run.batch.name}`
            : 'A run waits by itself until the gate passes.'}
      </p>
      <p className="mt-0.5 text-small">
        {run ? (
          <Link
            className="font-medium text-accent-text hover:underline"
            href={`/p/${slug}/training/${run.number}`}
          >
            Open run
          </Link>
        ) : mayRequest ? (
          <ButtonLink href={`/p/${slug}/training?batch=${batch.number}`} size="small">
            Request training
          </ButtonLink>
        ) : (
          <span className="text-ink-3">An admin can request it.</span>
        )}
      </p>
    </div>
  );
}
