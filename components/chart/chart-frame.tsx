'use client';

import type { ReactNode } from 'react';
import type { ChartAlternative } from '#lib/charts/chart-alternative';
import { useTurn } from '../ui/use-turn';

/** Rows of figures beside a drawing; all of them are in the file that can be saved. */
const MOST_ROWS = 60;

/**
 * Around every chart: its height, so that nothing jumps when the drawing arrives, and its words for those who do not see
 * it. Drawing and figures are made in the browser alone, where the width is known, one chart after another.
 */
export function ChartFrame({
  alternative,
  height,
  children,
}: {
  alternative: ChartAlternative;
  height: number;
  children: ReactNode;
}) {
  const isDrawn = useTurn();
  const rows = alternative.rows.slice(0, MOST_ROWS);
  return (
    <figure className="chart relative min-w-0">
      <div className="overflow-x-clip" style={{ height }}>
        {isDrawn && children}
      </div>
      <figcaption className="sr-only">{alternative.summary}</figcaption>
      {isDrawn && rows.length > 0 && (
        <div className="sr-only">
          <table>
            <caption>
              {alternative.summary}
              {alternative.rows.length > MOST_ROWS &&
                ` The first ${MOST_ROWS} of ${alternative.rows.length} rows; the saved figures have them all.`}
            </caption>
            <thead>
              <tr>
                {alternative.headers.map((header) => (
                  <th key={header} scope="col">
                    {header}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.join('|')}>
                  {row.map((cell, at) => (
                    <td key={alternative.headers[at]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </figure>
  );
}
