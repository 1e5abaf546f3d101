import { Skeleton, SkeletonHead, SkeletonRows } from '#components/ui/skeleton';

export default function Loading() {
  return (
    <div className="grid gap-3">
      <SkeletonHead lead={560} />
      <Skeleton height={28} width={420} />
      <div className="rounded-control border border-line bg-surface">
        <SkeletonRows columns={3} label="Loading the queue" rowHeight={64} rows={8} />
      </div>
    </div>
  );
}
