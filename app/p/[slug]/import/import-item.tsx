import { Chip } from '#components/ui/chip';
import { ProgressBar } from '#components/ui/progress-bar';
import { Time } from '#components/ui/time';
import { formatCount, formatPercent } from '#lib/charts/format-figure';
import type { ImportState } from '#lib/transfer/queue-import';

const SHOWN_PROBLEMS = 20;

/** One import: how far it is, what came in, or which lines are wrong. */
export function ImportItem({ job }: { job: ImportState }) {
  const { result } = job;
  return (
    <li className="border-line border-t px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <b className="min-w-40 flex-1">{job.fileName}</b>
        {job.state === 'SUCCEEDED' && <Chip tone="pass">Imported</Chip>}
        {job.state === 'FAILED' && <Chip tone="fail">Nothing imported</Chip>}
        {job.state === 'QUEUED' && <Chip>Waiting</Chip>}
        {job.state === 'RUNNING' && <Chip tone="accent">Importing</Chip>}
        <span className="text-ink-3 text-small">
          <Time at={job.createdAt} shape="relative" />
        </span>
      </div>
      {job.state === 'RUNNING' && (
        <ProgressBar
          label={`Import of ${job.fileName}`}
          max={Math.max(1, job.bytes)}
          value={job.bytesRead}
          valueText={`${formatPercent(job.bytes ? job.bytesRead / job.bytes : 0, 0)} · ${formatCount(job.rows)} rows`}
        />
      )}
      {result && (
        <p className="text-ink-2">
          {formatCount(result.comparisons.added)} comparisons and {formatCount(result.labels.added)} labels
          added to {result.batch.name}; {formatCount(result.comparisons.unchanged)} comparisons and{' '}
          {formatCount(result.labels.unchanged)} labels were here already.
        </p>
      )}
      {job.problemCount > 0 && (
        <div className="mt-1">
          <p className="text-fail-text">
            {formatCount(job.problemCount)} {job.problemCount === 1 ? 'line is' : 'lines are'} wrong. Mend the
            file and upload it again.
          </p>
          <ol className="mt-1 text-small">
            {job.problems.slice(0, SHOWN_PROBLEMS).map((p) => (
              <li key={`${p.line} ${p.field} ${p.reason}`}>
                <b>Line {p.line}</b>
                {p.field && (
                  <>
                    , <code>{p.field}</code>
                  </>
                )}
                : {p.reason}
              </li>
            ))}
          </ol>
        </div>
      )}
    </li>
  );
}
