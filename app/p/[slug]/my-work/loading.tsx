import { SkeletonCard, SkeletonHead } from '#components/ui/skeleton';

export default function Loading() {
  return (
    <div className="grid gap-3">
      <SkeletonHead lead={180} />
      <SkeletonCard height={76} label="Loading your figures" />
      <SkeletonCard height={520} label="Loading your labels" />
    </div>
  );
}
