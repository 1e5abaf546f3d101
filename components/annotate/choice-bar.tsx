'use client';

import { useId } from 'react';
import { DEFAULT_BINDINGS, type KeyBindings, keyBadge } from '#lib/labels/annotation-keys';
import { cx } from '../ui/cx';
import { Kbd } from '../ui/kbd';
import { CHOICE_WORDS, type Choice } from './choice';

interface ChoiceBarProps {
  /** Which choices the project offers. */
  choices: Choice[];
  value: Choice | null;
  onChange: (choice: Choice) => void;
  /** The keys of the badges; everybody's where nobody has others. */
  bindings?: KeyBindings;
}

/** In the order of the screen: A, Tie, B; what is neither stands apart at the right. */
const MAIN: Choice[] = ['A', 'TIE', 'B'];
const APART: Choice[] = ['BOTH_BAD', 'CANT_JUDGE'];

function look(choice: Choice, on: boolean): string {
  if (choice === 'A')
    return on ? 'border-a bg-a font-semibold text-a-ink' : 'border-a bg-surface text-a-text hover:bg-a-soft';
  if (choice === 'B')
    return on ? 'border-b bg-b font-semibold text-b-ink' : 'border-b bg-surface text-b-text hover:bg-b-soft';
  return on
    ? 'border-ink bg-ink font-semibold text-surface'
    : 'border-control bg-surface text-ink hover:bg-hover';
}

export function ChoiceBar({ choices, value, onChange, bindings = DEFAULT_BINDINGS }: ChoiceBarProps) {
  const name = useId();
  const main = MAIN.filter((choice) => choices.includes(choice));
  const apart = APART.filter((choice) => choices.includes(choice));
  const option = (choice: Choice) => {
    const on = value === choice;
    const key = keyBadge(bindings, CHOICE_WORDS[choice].command);
    const small = APART.includes(choice);
    return (
      <label
        className={cx(
          'relative flex cursor-pointer select-none items-center justify-center gap-2 rounded-control border has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2',
          small
            ? 'h-10 px-3 sm:min-w-32 max-sm:h-9 max-sm:flex-1 max-sm:text-small'
            : 'h-10 flex-1 font-medium text-lead max-sm:h-11',
          choice === 'TIE' && 'sm:max-w-44',
          look(choice, on),
        )}
        key={choice}
      >
        <input
          checked={on}
          className="sr-only"
          name={name}
          onChange={() => onChange(choice)}
          type="radio"
          value={choice}
        />
        {key && (
          <span aria-hidden="true" className="max-sm:hidden">
            <Kbd onFill={on}>{key}</Kbd>
          </span>
        )}
        {CHOICE_WORDS[choice].label}
      </label>
    );
  };
  return (
    <fieldset className="flex gap-2 max-sm:flex-col max-sm:gap-1.5">
      <legend className="sr-only">Choice</legend>
      <div className="flex flex-1 gap-2 max-sm:gap-1.5">{main.map(option)}</div>
      {apart.length > 0 && (
        <div className="flex gap-2 sm:border-line sm:border-l sm:pl-3 max-sm:gap-1.5">
          {apart.map(option)}
        </div>
      )}
    </fieldset>
  );
}
