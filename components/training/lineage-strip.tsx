import type { ReactNode } from 'react';
import { Link } from '#components/ui/link';
import { Icon, type IconName } from '../ui/icon';

export interface LineageStep {
  /** What it is: "Gate decision 24". */
  kind: string;
  icon: IconName;
  value: ReactNode;
  note?: string;
  href?: string;
}

/** Where a model comes from, step by step: labels, snapshot, decision, run, model. */
export function LineageStrip({
  steps,
  label = 'Where this model comes from',
}: {
  steps: LineageStep[];
  label?: string;
}) {
  return (
    <ol
      aria-label={label}
      className="grid rounded-b-control border-line border-t bg-sunken sm:auto-cols-fr sm:grid-flow-col"
    >
      {steps.map((step, at) => (
        <li
          className="relative min-w-0 px-4 py-2 leading-[1.35] max-sm:border-line max-sm:border-t max-sm:first:border-t-0 sm:not-first:pl-7"
          key={step.kind}
        >
          {at > 0 && (
            <Icon
              name="right"
              className="absolute top-1/2 left-1 -translate-y-1/2 text-ink-3 max-sm:hidden"
              size={18}
              strokeWidth={1.5}
            />
          )}
          <span className="flex items-center gap-1.5 text-ink-2 text-small">
            <Icon name={step.icon} size={14} />
            {step.kind}
          </span>
          <span className="block truncate font-semibold">
            {step.href ? (
              <Link className="hover:underline" href={step.href}>
                {step.value}
              </Link>
            ) : (
              step.value
            )}
          </span>
          {step.note && <span className="block truncate text-ink-3 text-micro">{step.note}</span>}
        </li>
      ))}
    </ol>
  );
}
