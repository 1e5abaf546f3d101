import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';

/** Before the first measurement of a batch, and before the first batch. */
export function NotMeasured({ slug, batch }: { slug: string; batch: boolean }) {
  return (
    <EmptyState
      action={
        <ButtonLink href={batch ? `/p/${slug}` : `/p/${slug}/import`} icon={batch ? 'overview' : 'import'}>
          {batch ? 'To the overview' : 'Import comparisons'}
        </ButtonLink>
      }
      icon="agreement"
      page
      title={batch ? 'Nothing has been measured in this batch yet' : 'This project has no comparisons yet'}
    >
      {batch
        ? 'The figures appear here a moment after the first label. Two annotators must label the same comparison before they can agree or disagree.'
        : 'Import them from JSONL or CSV, with or without labels.'}
    </EmptyState>
  );
}
