import type { ReactNode } from 'react';
import { VERDICT_WORD, type Verdict, VerdictIcon } from '../ui/verdict';

export interface TakeItem {
  id: string;
  /** The verdict of the check it would settle. */
  verdict: Verdict;
  /** "Re-label 105 of the 320 labels by Weber and Doyle." Numbers may be bold. */
  text: ReactNode;
  /** What that brings, and how sure that is. */
  note?: ReactNode;
  /** One click that queues exactly this. */
  action?: ReactNode;
}

/** What it would take to pass: one line per undecided or failing check, with the act that settles it. */
export function TakeList({ items }: { items: TakeItem[] }) {
  return (
    <ul className="px-4 pt-0.5 pb-2">
      {items.map((item) => (
        <li
          className="grid grid-cols-[16px_minmax(0,1fr)_auto] items-start gap-2.5 border-line border-t py-[7px] first:border-t-0"
          key={item.id}
        >
          <span className="mt-0.5">
            <VerdictIcon verdict={item.verdict} />
            <span className="sr-only">{VERDICT_WORD[item.verdict]}: </span>
          </span>
          <div className="leading-[1.35]">
            <p>{item.text}</p>
            {item.note && <p className="text-ink-3 text-small leading-[1.3]">{item.note}</p>}
          </div>
          {item.action}
        </li>
      ))}
    </ul>
  );
}
