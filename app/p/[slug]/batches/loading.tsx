import { SkeletonHead, SkeletonRows } from '#components/ui/skeleton';

export default function Loading() {
  return (
    <div className="grid gap-3">
      <SkeletonHead />
      <div className="rounded-control border border-line bg-surface">
        <SkeletonRows columns={6} label="Loading the batches" rows={5} />
      </div>
    </div>
  );
}
