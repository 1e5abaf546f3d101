import { Notice } from '../ui/notice';

/** Instead of a part of a report that could not be read. */
export function PartNotice({ what }: { what: string }) {
  return (
    <Notice live="alert" title={`${what} could not be read`} tone="fail">
      Load the page again.
    </Notice>
  );
}
