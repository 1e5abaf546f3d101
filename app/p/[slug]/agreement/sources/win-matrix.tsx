'use client';

import { Link } from '#components/ui/link';
import { ScrollArea } from '#components/ui/scroll-area';
import { formatCount, formatInterval, formatPercent } from '#lib/charts/format-figure';
import type { SourceFigures, SourcePair } from '#lib/quality/report-parts/sources';
import { wilsonInterval } from '#lib/statistics/proportion-interval';

/** More sources than this do not fit in one picture; the table above has them all. */
const MOST = 24;
const LEAST = 5;

/** Who beats whom, strongest first. A cell leads to the disagreements between the two. */
export function WinMatrix({ figures, base }: { figures: SourceFigures; base: string }) {
  const sources = figures.sources.slice(0, MOST);
  const found = new Map(figures.pairs.map((pair) => [pair.a * 1e4 + pair.b, pair]));
  return (
    <ScrollArea label="Table: wins" className="overflow-x-auto px-4 pt-2 pb-4">
      <table className="border-separate border-spacing-px text-small">
        <caption className="sr-only">
          Share of labels that the source of the row won against the source of the column
        </caption>
        <thead>
          <tr>
            <td />
            {sources.map((column) => (
              <th
                className="max-w-24 truncate px-1 pb-1 text-center font-normal text-ink-2"
                key={column.source}
                scope="col"
                title={column.source}
              >
                {column.source}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sources.map((row, a) => (
            <tr key={row.source}>
              <th
                className="sticky left-0 max-w-44 truncate bg-surface pr-2 text-right font-normal text-ink-2"
                scope="row"
              >
                {row.source}
              </th>
              {sources.map((column, b) => (
                <Cell
                  href={`${base}&${new URLSearchParams({ source: row.source, other: column.source })}`}
                  key={column.source}
                  names={[row.source, column.source]}
                  pair={found.get(Math.min(a, b) * 1e4 + Math.max(a, b))}
                  self={a === b}
                  turned={a > b}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {figures.sources.length > MOST && (
        <p className="mt-2 text-ink-3 text-small">
          The {MOST} strongest of {formatCount(figures.sources.length)} sources.
        </p>
      )}
    </ScrollArea>
  );
}

interface CellProps {
  pair: SourcePair | undefined;
  turned: boolean;
  self: boolean;
  names: [string, string];
  href: string;
}

function Cell({ pair, turned, self, names, href }: CellProps) {
  const place = 'h-10 min-w-16 text-center';
  if (self)
    return (
      <td className={`${place} bg-sunken`}>
        <span className="sr-only">the same source</span>
      </td>
    );
  if (!pair)
    return (
      <td className={`${place} text-ink-3`}>
        <span aria-hidden="true">·</span>
        <span className="sr-only">never compared</span>
      </td>
    );
  const labels = pair.wins + pair.ties + pair.losses;
  const won = (turned ? pair.losses : pair.wins) + pair.ties / 2;
  if (labels < LEAST)
    return (
      <td className={`${place} hatched`} title={`${names.join(' against ')}: only ${labels} labels`}>
        <span className="bg-surface px-1 text-ink-3">{labels}</span>
      </td>
    );
  const share = won / labels;
  // Distance from one half, the same on both sides of the diagonal: dark is a clear win, of the row or of the column.
  const step = share <= 0.5 ? 1 : Math.min(7, 1 + Math.ceil((share - 0.5) * 14));
  return (
    <td
      className={place}
      style={{
        background: `var(--seq-${step})`,
        color: step >= 5 ? 'var(--seq-high-ink)' : 'var(--seq-low-ink)',
      }}
    >
      <Link
        className="block px-1 leading-tight outline-offset-[-2px] hover:underline"
        href={href}
        title={`${names[0]} won ${formatPercent(share, 0)} (${formatInterval(wilsonInterval(won, labels), 'percent')}) of ${formatCount(labels)} labels against ${names[1]}`}
      >
        {formatPercent(share, 0)}
        <span className="block text-micro">{formatCount(labels)}</span>
      </Link>
    </td>
  );
}
