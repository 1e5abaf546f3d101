import { Skeleton } from '#components/ui/skeleton';

function Pane() {
  return (
    <div className="rounded-control border border-line bg-surface px-4 py-3">
      <div className="grid gap-4">
        <Skeleton height={14} width="30%" />
        <Skeleton width="92%" />
        <Skeleton width="84%" />
        <Skeleton width="88%" />
      </div>
    </div>
  );
}

/** The labelling page to come, in its final geometry. */
export function AnnotationSkeleton() {
  return (
    <div
      aria-busy="true"
      aria-label="Loading the next comparison"
      className="flex min-h-0 flex-1 flex-col gap-2"
      role="status"
    >
      <h1 className="sr-only">Loading the next comparison</h1>
      <div className="mx-6 h-20 rounded-control border border-line bg-surface px-4 py-3 max-sm:mx-3">
        <Skeleton width="60%" />
      </div>
      <div className="mx-6 grid min-h-0 flex-1 grid-cols-2 gap-4 max-sm:mx-3 max-sm:grid-cols-1">
        <Pane />
        <span className="grid max-sm:hidden">
          <Pane />
        </span>
      </div>
      <div className="h-44 border-line-strong border-t bg-surface px-6 py-3">
        <Skeleton height={40} />
      </div>
    </div>
  );
}
