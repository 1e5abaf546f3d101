import { SkeletonCard, SkeletonHead } from '#components/ui/skeleton';

export default function Loading() {
  return (
    <div className="grid gap-3">
      <SkeletonHead lead={240} />
      <SkeletonCard height={64} label="Loading the prompt" />
      <div className="grid h-[46dvh] min-h-72 grid-cols-2 gap-4 max-sm:grid-cols-1">
        <SkeletonCard height={320} label="Loading response A" />
        <div className="max-sm:hidden">
          <SkeletonCard height={320} label="Loading response B" />
        </div>
      </div>
    </div>
  );
}
