import { cx } from '#components/ui/cx';
import { Kbd } from '#components/ui/kbd';
import { CAUSE_WORDS, CAUSES } from '#lib/labels/adjudication-rules';

type Cause = (typeof CAUSES)[number];

/** Why the labels differ: what the guideline, the prompt or the crew can learn from it. */
export function CausePicker({ value, onChange }: { value: Cause | null; onChange: (cause: Cause) => void }) {
  return (
    <fieldset className="grid gap-0.5">
      <legend className="mb-1 font-medium">Why the labels differ</legend>
      {CAUSES.map((cause, at) => (
        <label
          className={cx(
            'flex min-h-7 cursor-pointer items-center gap-2 rounded-small px-1.5 max-sm:min-h-11',
            value === cause ? 'bg-accent-soft' : 'hover:bg-hover',
          )}
          key={cause}
          title={CAUSE_WORDS[cause].hint}
        >
          <input
            checked={value === cause}
            className="size-4 accent-accent"
            name="cause"
            onChange={() => onChange(cause)}
            type="radio"
            value={cause}
          />
          <span className="flex-1">{CAUSE_WORDS[cause].label}</span>
          <span aria-hidden="true" className="max-sm:hidden">
            <Kbd>⇧ {at + 1}</Kbd>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
