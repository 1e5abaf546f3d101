'use client';

import { useId } from 'react';
import { cx } from '../ui/cx';
import { Kbd } from '../ui/kbd';
import type { Choice } from './choice';

interface StrengthScaleProps {
  /** Steps on each side: 1, 2 or 3, which makes 3, 5 or 7 in all. */
  steps: 1 | 2 | 3;
  choice: Choice | null;
  /** 1 (slightly) up to `steps`; null while none was given. */
  strength: number | null;
  /** Choice and strength are one value: a step sets both, and the step in the middle is a tie. */
  onChange: (choice: 'A' | 'B' | 'TIE', strength: number | null) => void;
  /** The middle step stands only where a tie may be chosen. */
  tie?: boolean;
  /** The keys that step on it, while they do. */
  arrows?: string[];
}

const WORDS: Record<1 | 2 | 3, string[]> = {
  1: ['Better'],
  2: ['Slightly', 'Much better'],
  3: ['Slightly', 'Better', 'Much better'],
};

export function StrengthScale({
  steps,
  choice,
  strength,
  onChange,
  tie = true,
  arrows = [],
}: StrengthScaleProps) {
  const name = useId();
  const words = WORDS[steps];
  const side = (letter: 'A' | 'B') => words.map((word, at) => ({ choice: letter, strength: at + 1, word }));
  const scale: { choice: 'A' | 'B' | 'TIE'; strength: number | null; word: string }[] = [
    ...side('A').reverse(),
    ...(tie ? [{ choice: 'TIE' as const, strength: null, word: 'Equal' }] : []),
    ...side('B'),
  ];
  const on = (step: (typeof scale)[number]) =>
    step.choice === choice && (step.choice === 'TIE' || step.strength === strength);
  const now = scale.find(on);
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">How much better?</legend>
      <div aria-hidden="true" className="flex h-5 items-center gap-2 text-small">
        <b>How much better?</b>
        <span className="flex gap-1 max-sm:hidden">
          {arrows.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
        <span className="flex-1" />
        {now && (
          <span
            className={cx(
              'font-semibold',
              now.choice === 'A' ? 'text-a-text' : now.choice === 'B' ? 'text-b-text' : 'text-ink-2',
            )}
          >
            {now.choice === 'TIE'
              ? 'Equal'
              : `${now.choice} is ${now.word.toLowerCase()}${now.word === 'Slightly' ? ' better' : ''}`}
          </span>
        )}
      </div>
      <div className="mt-1.5 grid auto-cols-fr grid-flow-col gap-[3px]">
        {scale.map((step) => (
          <label
            className={cx(
              'relative grid h-8 cursor-pointer select-none place-items-center rounded-small border px-0.5 text-center text-small leading-tight has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-1 max-sm:h-9',
              stepLook(step.choice, on(step)),
            )}
            key={`${step.choice}${step.strength}`}
          >
            <input
              aria-label={step.choice === 'TIE' ? 'Equal' : `${step.choice} ${step.word.toLowerCase()}`}
              checked={on(step)}
              className="sr-only"
              name={name}
              onChange={() => onChange(step.choice, step.strength)}
              type="radio"
            />
            <span aria-hidden="true" className={steps === 3 ? 'max-sm:hidden' : undefined}>
              {step.word}
            </span>
          </label>
        ))}
      </div>
      <div aria-hidden="true" className="mt-1 flex justify-between text-micro">
        <span className="text-a-text">◂ Response A</span>
        <span className="text-b-text">Response B ▸</span>
      </div>
    </fieldset>
  );
}

function stepLook(choice: 'A' | 'B' | 'TIE', on: boolean): string {
  if (choice === 'A')
    return on
      ? 'border-a bg-a font-semibold text-a-ink'
      : 'border-a-mid bg-a-soft text-a-text hover:border-a';
  if (choice === 'B')
    return on
      ? 'border-b bg-b font-semibold text-b-ink'
      : 'border-b-mid bg-b-soft text-b-text hover:border-b';
  return on
    ? 'border-ink bg-ink font-semibold text-surface'
    : 'border-line-strong bg-sunken text-ink-2 hover:border-control';
}
