'use client';

import { type RowText, useRows } from '#components/quality/row-text';
import { ButtonLink } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { Icon } from '#components/ui/icon';
import { Link } from '#components/ui/link';
import { ScrollArea } from '#components/ui/scroll-area';
import { useFirstRows } from '#components/ui/use-in-browser';
import { Whisker } from '#components/ui/whisker';
import { formatCoefficient, formatCount, formatInterval, formatPercent } from '#lib/charts/format-figure';
import type { PairRow, PairSort } from '#lib/quality/pair-table';

interface PairTableProps {
  rows: RowText<PairRow>;
  total: number;
  search: { sort: PairSort; down?: '1'; page: number; figure: string; order: string };
  pageSize: number;
  address: string;
  batch: number;
  csv: string;
}

const COLUMNS: { sort: PairSort; header: string; end: boolean; downFirst: boolean }[] = [
  { sort: 'name', header: 'Annotators', end: false, downFirst: false },
  { sort: 'shared', header: 'Shared', end: true, downFirst: true },
  { sort: 'agreement', header: 'Agreement, 95 %', end: false, downFirst: false },
  { sort: 'kappa', header: 'Kappa, 95 %', end: true, downFirst: false },
];

/** The matrix as a table: the same figures, sorted and paged on the server, because 300 annotators make 45,000 rows. */
export function PairTable({ rows, total, search, pageSize, address, batch, csv }: PairTableProps) {
  const href = (change: { sort?: PairSort; down?: boolean; page?: number }) => {
    const query = new URLSearchParams({ batch: String(batch) });
    for (const name of ['figure', 'order'] as const) query.set(name, search[name]);
    query.set('sort', change.sort ?? search.sort);
    if (change.down ?? search.down === '1') query.set('down', '1');
    if ((change.page ?? 1) > 1) query.set('page', String(change.page));
    return `${address}?${query}#pairs`;
  };
  // Below the matrix: nothing of it is on the first screen.
  const drawn = useFirstRows(useRows(rows), 3);
  const pages = Math.max(1, Math.ceil(total / pageSize));
  return (
    <Card
      actions={
        <a className="link no-print text-small" download href={csv}>
          Export CSV
        </a>
      }
      id="pairs"
      note={`${formatCount(total)} pairs, ${formatCount(Math.min(pageSize, total))} a page`}
      padded={false}
      title="The same as a table"
    >
      <ScrollArea label="Table: pairs of annotators" className="mt-2 overflow-x-auto">
        <table className="w-full border-collapse">
          <caption className="sr-only">Agreement of every pair of annotators</caption>
          <thead>
            <tr className="border-line-strong border-b text-ink-2 text-small">
              {COLUMNS.map((column) => {
                const current = search.sort === column.sort;
                const down = current ? search.down !== '1' : column.downFirst;
                return (
                  <th
                    aria-sort={current ? (search.down === '1' ? 'descending' : 'ascending') : undefined}
                    className={`h-8 px-2 font-medium first:pl-4 ${column.end ? 'text-right' : 'text-left'}`}
                    key={column.sort}
                    scope="col"
                  >
                    <Link
                      className="inline-flex items-center gap-1 hover:text-ink"
                      href={href({ sort: column.sort, down })}
                      scroll={false}
                    >
                      {column.header}
                      {current && (
                        <Icon
                          className="text-accent-text"
                          name={search.down === '1' ? 'down' : 'up'}
                          size={12}
                          strokeWidth={2.2}
                        />
                      )}
                    </Link>
                  </th>
                );
              })}
              <th className="px-4 text-right font-medium" scope="col">
                Where they differ
              </th>
            </tr>
          </thead>
          <tbody>
            {drawn.map((row) => (
              <tr
                className="border-line border-b last:border-b-0 hover:bg-hover"
                key={`${row.a.id} ${row.b.id}`}
              >
                <th className="h-7 whitespace-nowrap px-2 pl-4 text-left font-medium" scope="row">
                  {row.a.name} and {row.b.name}
                </th>
                <td className="px-2 text-right">{formatCount(row.shared)}</td>
                <td className="whitespace-nowrap px-2">
                  <span className="inline-flex items-center gap-2">
                    <span className="w-13 text-right">{formatPercent(row.agreement)}</span>
                    <Whisker
                      domain={[0, 1]}
                      interval={row.agreementInterval}
                      value={row.agreement}
                      width={110}
                    />
                    <span className="text-ink-3 text-small max-sm:hidden">
                      {formatInterval(row.agreementInterval, 'percent')}
                    </span>
                  </span>
                </td>
                <td className="whitespace-nowrap px-2 text-right">
                  {row.kappa === null ? (
                    <span className="text-ink-3 text-small">undefined: one and the same answer</span>
                  ) : (
                    <>
                      {formatCoefficient(row.kappa)}{' '}
                      <span className="inline-block min-w-24 text-ink-3 text-small">
                        {formatInterval(row.kappaInterval, 'coefficient')}
                      </span>
                    </>
                  )}
                </td>
                <td className="whitespace-nowrap px-4 text-right">
                  {row.agreeing === row.shared ? (
                    <span className="text-ink-3 text-small">nowhere</span>
                  ) : (
                    <Link
                      className="link"
                      href={`${address}/disagreements?batch=${batch}&a=${row.a.id}&b=${row.b.id}`}
                    >
                      {formatCount(row.shared - row.agreeing)} comparisons
                    </Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      {pages > 1 && (
        <nav
          aria-label="Pages of the pairs"
          className="no-print flex items-center gap-3 border-line border-t px-4 py-2 text-ink-2 text-small"
        >
          {search.page > 1 && (
            <ButtonLink href={href({ page: search.page - 1 })} scroll={false} size="small">
              Previous
            </ButtonLink>
          )}
          <span>
            Page {formatCount(search.page)} of {formatCount(pages)}
          </span>
          {search.page < pages && (
            <ButtonLink href={href({ page: search.page + 1 })} scroll={false} size="small">
              Next
            </ButtonLink>
          )}
        </nav>
      )}
    </Card>
  );
}
