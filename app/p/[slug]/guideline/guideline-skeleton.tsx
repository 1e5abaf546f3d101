import { Skeleton, SkeletonCard } from '#components/ui/skeleton';

/** The guideline to come, in its final geometry. */
export function GuidelineSkeleton() {
  return (
    <>
      <div className="mb-3 grid gap-2">
        <Skeleton height={24} width={240} />
        <Skeleton width={180} />
      </div>
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_340px]">
        <SkeletonCard height={640} label="Loading the guideline" />
        <SkeletonCard height={240} label="Loading its versions" />
      </div>
    </>
  );
}
