import { Skeleton, SkeletonCard } from '#components/ui/skeleton';

export default function Loading() {
  return (
    <div className="grid gap-3">
      <div className="grid gap-2 pb-1">
        <Skeleton height={24} width={320} />
        <Skeleton width={180} />
      </div>
      <SkeletonCard height={76} label="Loading your figures" />
      <SkeletonCard height={520} label="Loading your labels" />
    </div>
  );
}
