'use client';

/** A grey bar where text will be. It appears only after 200 ms, in the final geometry, and does not move. */
export function Skeleton({
  width = '100%',
  height = 12,
}: {
  width?: number | string;
  height?: number | string;
}) {
  return (
    <span className="appear-late block max-w-full rounded-small bg-data-soft" style={{ width, height }} />
  );
}

/** The heading of a page to come, and the line under it. */
export function SkeletonHead({ title = 320, lead = 480 }: { title?: number; lead?: number }) {
  return (
    <div className="grid gap-2 pb-1">
      <Skeleton height={24} width={title} />
      <Skeleton width={lead} />
    </div>
  );
}

const WIDTHS = ['62%', '48%', '55%', '40%', '70%', '52%'];

/** Rows of a table or list to come. `label` says what is being loaded. */
export function SkeletonRows({
  rows = 6,
  columns = 4,
  rowHeight = 40,
  label = 'Loading',
}: {
  rows?: number;
  columns?: number;
  rowHeight?: number;
  label?: string;
}) {
  return (
    <div aria-busy="true" aria-label={label} role="status">
      {Array.from({ length: rows }, (_, row) => (
        <div
          className="grid items-center gap-3 border-line border-b px-4"
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
          key={row}
          style={{ height: rowHeight, gridTemplateColumns: `2fr repeat(${columns - 1}, 1fr)` }}
        >
          {Array.from({ length: columns }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
            <Skeleton key={column} width={WIDTHS[(row + column) % WIDTHS.length]} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** A card to come, of the height it will have. */
export function SkeletonCard({ height, label = 'Loading' }: { height: number; label?: string }) {
  return (
    <div
      aria-busy="true"
      aria-label={label}
      className="rounded-control border border-line bg-surface px-4 py-3.5"
      role="status"
      style={{ height }}
    >
      <Skeleton height={14} width="38%" />
      <div className="mt-4 grid gap-3">
        <Skeleton width="92%" />
        <Skeleton width="78%" />
        <Skeleton width="86%" />
      </div>
    </div>
  );
}
