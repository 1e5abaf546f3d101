import { VerdictMark } from '../ui/verdict';
import { Whisker } from '../ui/whisker';
import type { CheckRow } from './check-table';

/** A few checks in a narrow place, such as the card of a blocked run. */
export function CheckList({ rows }: { rows: CheckRow[] }) {
  return (
    <ul className="px-4">
      {rows.map((row) => (
        <li
          className="grid grid-cols-[minmax(0,1fr)_96px] items-center gap-x-3 border-line border-t py-1.5"
          key={row.id}
        >
          <span className="col-span-2 text-small">
            <VerdictMark verdict={row.verdict} />
          </span>
          <div className="leading-[1.3]">
            <p>{row.name}</p>
            <p className="text-ink-3 text-small">
              {row.measured}
              {row.interval && row.interval !== 'exact' ? ` (${row.interval})` : ''}, needs {row.needs}
            </p>
          </div>
          <Whisker {...row.whisker} tone={row.verdict} />
        </li>
      ))}
    </ul>
  );
}
