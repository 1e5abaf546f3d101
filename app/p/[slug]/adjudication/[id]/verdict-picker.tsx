import { CHOICE_WORDS, type Choice } from '#components/annotate/choice';
import { cx } from '#components/ui/cx';
import { Kbd } from '#components/ui/kbd';
import { DEFAULT_BINDINGS, keyBadge } from '#lib/labels/annotation-keys';

const ROWS: Choice[][] = [
  ['A', 'TIE', 'B'],
  ['BOTH_BAD', 'CANT_JUDGE'],
];

function look(choice: Choice, on: boolean): string {
  if (choice === 'A')
    return on ? 'border-a bg-a font-semibold text-a-ink' : 'border-a bg-surface text-a-text hover:bg-a-soft';
  if (choice === 'B')
    return on ? 'border-b bg-b font-semibold text-b-ink' : 'border-b bg-surface text-b-text hover:bg-b-soft';
  return on
    ? 'border-ink bg-ink font-semibold text-surface'
    : 'border-control bg-surface text-ink hover:bg-hover';
}

/** The five verdicts, in the order of the labelling page. */
export function VerdictPicker({
  value,
  onChange,
}: {
  value: Choice | null;
  onChange: (verdict: Choice) => void;
}) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="sr-only">Verdict</legend>
      {ROWS.map((row) => (
        <div className="flex gap-1.5" key={row[0]}>
          {row.map((choice) => (
            <label
              className={cx(
                'flex h-9 flex-1 cursor-pointer select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-control border px-2 has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2 max-sm:h-11',
                look(choice, value === choice),
              )}
              key={choice}
            >
              <input
                checked={value === choice}
                className="sr-only"
                name="verdict"
                onChange={() => onChange(choice)}
                type="radio"
                value={choice}
              />
              <span aria-hidden="true" className="max-sm:hidden">
                <Kbd onFill={value === choice}>
                  {keyBadge(DEFAULT_BINDINGS, CHOICE_WORDS[choice].command)}
                </Kbd>
              </span>
              {choice === 'A' || choice === 'B' ? `${choice} better` : CHOICE_WORDS[choice].label}
            </label>
          ))}
        </div>
      ))}
    </fieldset>
  );
}
