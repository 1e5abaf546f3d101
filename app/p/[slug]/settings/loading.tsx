import { Skeleton, SkeletonCard } from '#components/ui/skeleton';

export default function Loading() {
  return (
    <div className="grid gap-3">
      <Skeleton height={24} width={260} />
      <SkeletonCard height={360} label="Loading the settings" />
    </div>
  );
}
