import { AnnotationSkeleton } from '#components/annotate/annotation-skeleton';

export default function Loading() {
  return (
    <div className="-mx-6 -my-4 flex h-[calc(100dvh-var(--bar))] flex-col pt-2 max-sm:-mx-3 max-sm:-mt-3 max-sm:-mb-20 max-sm:h-[calc(100dvh-var(--bar)-57px)]">
      <AnnotationSkeleton />
    </div>
  );
}
