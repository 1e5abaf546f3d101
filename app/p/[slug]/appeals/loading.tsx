import { SkeletonCard, SkeletonHead } from '#components/ui/skeleton';

export default function Loading() {
  return (
    <div className="grid gap-3">
      <SkeletonHead />
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <SkeletonCard height={280} label="Loading the proposals" />
        <SkeletonCard height={280} label="Loading the appeals" />
      </div>
    </div>
  );
}
