import type { ReactNode } from 'react';
import type { ChartAlternative } from '#lib/charts/chart-alternative';

/** Around every chart: its height, so that nothing jumps when the drawing arrives, and its words for those who do not see it. */
export function ChartFrame({
  alternative,
  height,
  children,
}: {
  alternative: ChartAlternative;
  height: number;
  children: ReactNode;
}) {
  return (
    <figure className="chart relative min-w-0">
      <div className="overflow-x-clip" style={{ height }}>
        {children}
      </div>
      <figcaption className="sr-only">{alternative.summary}</figcaption>
      {alternative.rows.length > 0 && (
        <div className="sr-only">
          <table>
            <caption>{alternative.summary}</caption>
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
              {alternative.rows.map((row) => (
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
