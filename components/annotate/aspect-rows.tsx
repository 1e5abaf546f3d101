'use client';

import { useId } from 'react';
import type { Aspect, AspectChoice } from '#lib/labels/label-form';
import { cx } from '../ui/cx';
import { Kbd } from '../ui/kbd';

interface AspectRowsProps {
  aspects: Aspect[];
  value: Record<string, AspectChoice>;
  /** Choosing what is chosen already takes it away. */
  onChange: (id: string, choice: AspectChoice) => void;
  /** The aspect that the arrow keys belong to now. */
  active: string | null;
  /** The keys that step in it. */
  arrows: string[];
}

const CHOICES: { choice: AspectChoice; word: string; look: string; on: string }[] = [
  { choice: 'A', word: 'A', look: 'border-a-mid bg-a-soft text-a-text', on: 'border-a bg-a text-a-ink' },
  {
    choice: 'TIE',
    word: 'Tie',
    look: 'border-line-strong bg-sunken text-ink-2',
    on: 'border-ink bg-ink text-surface',
  },
  { choice: 'B', word: 'B', look: 'border-b-mid bg-b-soft text-b-text', on: 'border-b bg-b text-b-ink' },
];

/** Which response is better in each aspect, apart from the choice as a whole. */
export function AspectRows({ aspects, value, onChange, active, arrows }: AspectRowsProps) {
  const base = useId();
  return (
    // As many columns as leave room for the names.
    <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,360px),1fr))] gap-x-6 gap-y-1">
      {aspects.map(({ id, name, required }) => (
        <fieldset
          className={cx(
            'flex min-w-0 items-center gap-2 rounded-small',
            active === id && 'outline-2 outline-accent outline-offset-2',
          )}
          key={id}
        >
          <legend className="sr-only">
            {name}
            {required ? '' : ' (optional)'}
          </legend>
          <span aria-hidden="true" className="min-w-0 flex-1 truncate text-small">
            <b>{name}</b>
            {!required && <span className="text-ink-3"> optional</span>}
          </span>
          <span aria-hidden="true" className="flex gap-1 max-sm:hidden">
            {active === id && arrows.map((key) => <Kbd key={key}>{key}</Kbd>)}
          </span>
          <span className="grid w-44 shrink-0 grid-cols-3 gap-[3px]">
            {CHOICES.map(({ choice, word, look, on }) => (
              <label
                className={cx(
                  'relative grid h-7 cursor-pointer select-none place-items-center rounded-small border text-small has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-1 max-sm:h-9',
                  value[id] === choice ? cx('font-semibold', on) : look,
                )}
                key={choice}
              >
                <input
                  aria-label={choice === 'TIE' ? `${name}: tie` : `${name}: ${choice} is better`}
                  checked={value[id] === choice}
                  className="sr-only"
                  name={`${base}-${id}`}
                  onChange={() => onChange(id, choice)}
                  onClick={() => value[id] === choice && onChange(id, choice)}
                  type="radio"
                />
                <span aria-hidden="true">{word}</span>
              </label>
            ))}
          </span>
        </fieldset>
      ))}
    </div>
  );
}
