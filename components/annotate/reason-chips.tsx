'use client';

import { Icon } from '#components/ui/icon';
import { cx } from '../ui/cx';
import { Kbd } from '../ui/kbd';

interface ReasonChipsProps {
  reasons: string[];
  value: string[];
  onChange: (reasons: string[]) => void;
  /** Above the chips: "choose at least one". */
  note?: string;
}

/** Why: any number of reasons, each a box to tick. On a phone they are one line that scrolls. */
export function ReasonChips({ reasons, value, onChange, note }: ReasonChipsProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="flex h-5 items-center gap-2 text-small">
        <b>Why?</b>
        {note && <span className="text-ink-3">{note}</span>}
        <span aria-hidden="true" className="font-normal text-ink-3 max-sm:hidden">
          <Kbd>⇧ 1</Kbd> – <Kbd>{`⇧ ${Math.min(9, reasons.length)}`}</Kbd>
        </span>
      </legend>
      <div className="mt-1.5 flex flex-wrap gap-1.5 max-sm:-mr-3 max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:pr-3 max-sm:pb-0.5 max-sm:[scrollbar-width:none]">
        {reasons.map((reason) => {
          const on = value.includes(reason);
          return (
            <label
              className={cx(
                'relative inline-flex h-6 shrink-0 cursor-pointer select-none items-center whitespace-nowrap rounded-full border px-[13px] text-small has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-1 max-sm:h-8 max-sm:px-4',
                on
                  ? 'border-accent bg-accent-soft text-accent-text'
                  : 'border-control bg-surface text-ink-2 hover:bg-hover',
              )}
              key={reason}
            >
              <input
                checked={on}
                className="sr-only"
                onChange={() => onChange(on ? value.filter((other) => other !== reason) : [...value, reason])}
                type="checkbox"
              />
              {/* In the padding: a chip that grew would push the others about. */}
              {on && (
                <Icon name="check" className="absolute left-0.5 max-sm:left-1" size={10} strokeWidth={3} />
              )}
              {reason}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
