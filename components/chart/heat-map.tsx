import type { HeatCell, HeatDrawing } from '#lib/charts/prepare-heat-map';
import { cx } from '../ui/cx';

const STEPS = [1, 2, 3, 4, 5, 6, 7];

/** Ink that stays readable on a step of the ramp, in both themes. */
const ink = (step: number) => (step >= 5 ? 'var(--seq-high-ink)' : 'var(--seq-low-ink)');

function look(cell: HeatCell): { className: string; style?: { background: string; color: string } } {
  if (cell.kind === 'value' && cell.step !== null) {
    return { className: '', style: { background: `var(--seq-${cell.step})`, color: ink(cell.step) } };
  }
  if (cell.kind === 'too-few') return { className: 'hatched' };
  return { className: cell.kind === 'self' ? 'bg-sunken' : 'text-ink-3' };
}

/** Agreement by pair: value above the diagonal, shared comparisons below it, hatched where there are too few. A table, so it reads without the colours. */
export function HeatMap({ drawing, caption }: { drawing: HeatDrawing; caption: string }) {
  return (
    <figure className="min-w-0">
      <section
        aria-label={`Table: ${caption}`}
        className="relative overflow-x-auto"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <table className="border-separate border-spacing-px text-micro">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              <td />
              {drawing.names.map((person) => (
                <th
                  className={cx(
                    'h-[18px] min-w-7 text-center',
                    person.marked ? 'font-semibold text-fail-text' : 'font-normal text-ink-2',
                  )}
                  key={person.id}
                  scope="col"
                  title={person.name}
                >
                  <abbr className="no-underline" title={person.name}>
                    {person.short}
                  </abbr>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {drawing.rows.map((row, at) => {
              const person = drawing.names[at]!;
              return (
                <tr key={person.id}>
                  <th
                    className={cx(
                      'sticky left-0 whitespace-nowrap bg-surface pr-2 text-right',
                      person.marked ? 'font-semibold text-fail-text' : 'font-normal text-ink-2',
                    )}
                    scope="row"
                  >
                    {person.name}
                  </th>
                  {row.map((cell, column) => {
                    const { className, style } = look(cell);
                    return (
                      <td
                        className={cx('h-[18px] min-w-7 text-center', className)}
                        key={drawing.names[column]!.id}
                        style={style}
                        title={cell.words}
                      >
                        {cell.text || (
                          <span className="sr-only">{cell.kind === 'self' ? 'same person' : 'too few'}</span>
                        )}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <figcaption className="mt-2 flex flex-wrap items-center gap-x-1 text-ink-3 text-micro">
        {drawing.low} %
        <span aria-hidden="true" className="mx-1 inline-flex gap-px">
          {STEPS.map((step) => (
            <span className="h-2.5 w-3.5" key={step} style={{ background: `var(--seq-${step})` }} />
          ))}
        </span>
        {drawing.high} %
        <span aria-hidden="true" className="hatched ml-3 h-2.5 w-3.5" /> fewer than {drawing.minimum} shared
      </figcaption>
    </figure>
  );
}
