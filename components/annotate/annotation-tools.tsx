'use client';

import { ArrowUpDown, Diff, Settings2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonClass } from '#components/ui/button';
import { cx } from '#components/ui/cx';
import { Kbd } from '#components/ui/kbd';
import { type KeyCommand, keyBadge } from '#lib/labels/annotation-keys';
import type { AnnotationPreferences } from './annotation-preferences';

interface AnnotationToolsProps {
  preferences: AnnotationPreferences;
  differences: boolean;
  onDifferences: () => void;
  onSettings: () => void;
}

/** How the responses are shown. */
export function AnnotationTools({
  preferences,
  differences,
  onDifferences,
  onSettings,
}: AnnotationToolsProps) {
  const { settings, bindings, change } = preferences;
  const tool = (
    command: KeyCommand,
    words: string,
    icon: ReactNode,
    onClick: () => void,
    pressed?: boolean,
  ) => {
    const sign = keyBadge(bindings, command);
    return (
      <button
        aria-pressed={pressed}
        className={cx(buttonClass('quiet', 'small'), pressed && 'bg-accent-soft text-accent-text')}
        onClick={onClick}
        title={words}
        type="button"
      >
        {icon}
        <span className="max-lg:sr-only">{words}</span>
        {sign && (
          <span aria-hidden="true" className="max-sm:hidden">
            <Kbd>{sign}</Kbd>
          </span>
        )}
      </button>
    );
  };
  const together = settings.scrollTogether;
  return (
    <div className="ml-auto flex shrink-0 items-center gap-1">
      {tool('differences', 'Differences', <Diff aria-hidden="true" size={14} />, onDifferences, differences)}
      {tool(
        'scroll-together',
        'Scroll together',
        <ArrowUpDown aria-hidden="true" size={14} />,
        () => change({ scrollTogether: !together }),
        together,
      )}
      {tool('settings', 'Settings', <Settings2 aria-hidden="true" size={14} />, onSettings)}
    </div>
  );
}
