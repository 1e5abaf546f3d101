'use client';

import { useLayoutEffect, useRef } from 'react';
import { keyPlace } from '#components/annotate/annotation-hotkeys';
import { type AdjudicationCommand, adjudicationCommand } from '#lib/labels/adjudication-keys';

/** Listens for the page's keys, except while a dialog or menu has the keyboard. */
export function useAdjudicationKeys(act: (command: AdjudicationCommand) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (document.querySelector('[role="dialog"], [role="menu"]')) return;
      const command = adjudicationCommand({
        key: event.key,
        code: event.code,
        shift: event.shiftKey,
        control: event.ctrlKey || event.metaKey,
        alt: event.altKey,
        repeat: event.repeat,
        place: keyPlace(event.target),
      });
      if (!command) return;
      event.preventDefault();
      latest.current(command);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
