'use client';

import { type ReactNode, useId } from 'react';
import { CheckboxField } from '#components/ui/checkbox-field';
import { Dialog } from '#components/ui/dialog';
import type { AnnotationSettings } from '#lib/labels/annotation-settings';
import type { OpenDialog } from './annotation-dialogs';
import { KeySettings } from './annotation-key-settings';
import type { AnnotationPreferences } from './annotation-preferences';

const SIZES: { value: AnnotationSettings['textSize']; label: string }[] = [
  { value: 'small', label: 'Small' },
  { value: 'normal', label: 'Normal' },
  { value: 'large', label: 'Large' },
  { value: 'larger', label: 'Larger' },
];
const LAYOUTS: { value: AnnotationSettings['layout']; label: string }[] = [
  { value: 'side-by-side', label: 'Side by side' },
  { value: 'stacked', label: 'One above the other' },
];

/** What one person may set about the labelling page: at work at once, and on their other devices too. */
export function SettingsDialog({
  preferences,
  ...dialog
}: OpenDialog & { preferences: AnnotationPreferences }) {
  const { settings, change } = preferences;
  return (
    <Dialog
      {...dialog}
      description="For you alone, on every device and in every project."
      title="How you like this page"
      wide
    >
      <div className="grid gap-5">
        <section className="grid gap-3 sm:grid-cols-2">
          <Choices
            legend="Text"
            onChange={(textSize) => change({ textSize })}
            options={SIZES}
            value={settings.textSize}
          />
          <Choices
            legend="Responses"
            onChange={(layout) => change({ layout })}
            options={LAYOUTS}
            value={settings.layout}
          >
            A phone shows one at a time.
          </Choices>
          <CheckboxField
            checked={settings.scrollTogether}
            label="Scroll both responses together"
            onChange={(event) => change({ scrollTogether: event.target.checked })}
          />
        </section>
        <KeySettings preferences={preferences} />
      </div>
    </Dialog>
  );
}

interface ChoicesProps<T extends string> {
  legend: string;
  options: { value: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
  children?: ReactNode;
}

function Choices<T extends string>({ legend, options, value, onChange, children }: ChoicesProps<T>) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {options.map((option) => (
          <label className="flex min-h-6 items-center gap-2 max-sm:min-h-11" key={option.value}>
            <input
              checked={value === option.value}
              className="size-4 shrink-0 accent-accent"
              name={name}
              onChange={() => onChange(option.value)}
              type="radio"
            />
            {option.label}
          </label>
        ))}
      </div>
      {children && <p className="text-ink-3 text-small">{children}</p>}
    </fieldset>
  );
}
