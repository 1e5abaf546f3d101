import type { ReactNode } from 'react';
import { formatInterval, formatSigned } from '#lib/charts/format-figure';
import { cx } from '../ui/cx';
import { Whisker } from '../ui/whisker';

export interface FixItem {
  id: string;
  name: string;
  /** What it is and how much of it: "Annotator · since 11 Nov · 87 labels". */
  note: string;
  /** Change of alpha when it is left out: above zero means that it costs agreement. */
  change: number;
  interval: readonly [number, number] | null;
  action?: ReactNode;
}

/** What costs most agreement, ranked; each with its interval on one common scale, so that lengths can be compared. */
export function FixFirstList({ items }: { items: FixItem[] }) {
  const ends = items.flatMap((item) => [item.change, ...(item.interval ?? [])]);
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const room = (high - low) * 0.08 || 0.01;
  return (
    <ol className="px-4 py-1">
      {items.map((item, rank) => {
        const sure = item.interval !== null && item.interval[0] > 0;
        return (
          <li
            className="grid min-h-[37px] grid-cols-[12px_minmax(0,1fr)_48px_100px_48px] items-center gap-2 border-line border-t py-1 first:border-t-0 max-sm:grid-cols-[14px_minmax(0,1fr)_52px_84px]"
            key={item.id}
          >
            <span className="text-ink-3">{rank + 1}</span>
            <span className="min-w-0 leading-[1.25]">
              <b className="block truncate">{item.name}</b>
              <span className="block text-ink-3 text-small">{item.note}</span>
            </span>
            <span className={cx('text-right', sure ? 'font-semibold' : 'text-ink-2')}>
              {formatSigned(item.change)}
            </span>
            <Whisker
              domain={[low - room, high + room]}
              interval={item.interval}
              label={
                item.interval ? `95 % interval ${formatInterval(item.interval, 'signed')}` : 'no interval'
              }
              softTick
              threshold={0}
              value={item.change}
            />
            <span className="text-right text-small max-sm:col-span-2 max-sm:col-start-2 max-sm:text-left">
              {item.action}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
