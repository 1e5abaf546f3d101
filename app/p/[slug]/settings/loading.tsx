import { SkeletonCard, SkeletonHead } from '#components/ui/skeleton';

export default function Loading() {
  return (
    <div className="grid gap-3">
      <SkeletonHead title={260} />
      <SkeletonCard height={360} label="Loading the settings" />
    </div>
  );
}
