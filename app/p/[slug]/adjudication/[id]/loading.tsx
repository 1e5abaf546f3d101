import { SkeletonCard, SkeletonHead } from '#components/ui/skeleton';

export default function Loading() {
  return (
    <div className="grid gap-3">
      <SkeletonHead />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_340px]">
        <SkeletonCard height={560} label="Loading the comparison" />
        <SkeletonCard height={560} label="Loading its labels" />
      </div>
    </div>
  );
}
