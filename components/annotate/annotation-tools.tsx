'use client';

import type { ReactNode } from 'react';
import { buttonClass } from '#components/ui/button-class';
import { cx } from '#components/ui/cx';
import { Icon } from '#components/ui/icon';
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
      {tool(
        'differences',
        'Differences',
        <Icon name="differences" size={14} strokeWidth={2} />,
        onDifferences,
        differences,
      )}
      {tool(
        'scroll-together',
        'Scroll together',
        <Icon name="swap" size={14} strokeWidth={2} />,
        () => change({ scrollTogether: !together }),
        together,
      )}
      {tool('settings', 'Settings', <Icon name="preferences" size={14} strokeWidth={2} />, onSettings)}
    </div>
  );
}
