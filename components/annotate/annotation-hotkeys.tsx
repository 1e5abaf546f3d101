'use client';

import { useLayoutEffect, useRef } from 'react';
import {
  type AnnotationCommand,
  annotationCommand,
  type KeyBindings,
  type KeyPlace,
} from '#lib/labels/annotation-keys';

const TEXT_INPUTS = ['text', 'search', 'email', 'url', 'tel', 'password', 'number', 'date'];

/** What the element with the focus means for the keys. */
export function keyPlace(target: EventTarget | null): KeyPlace {
  if (!(target instanceof HTMLElement)) return 'page';
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return 'typing';
  if (target instanceof HTMLInputElement) return TEXT_INPUTS.includes(target.type) ? 'typing' : 'choice';
  if (target.closest('a[href], button, summary, [role="button"], [role="menuitem"]')) return 'control';
  if (target === document.body) return 'page';
  if (target.scrollWidth > target.clientWidth) return 'sideways';
  return target.scrollHeight > target.clientHeight ? 'scrolling' : 'page';
}

function releaseFocus() {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || active.closest('[role="dialog"], [role="menu"]')) return;
  if (['choice', 'control'].includes(keyPlace(active))) active.blur();
}

/** Listens for the page's keys, except while a dialog or menu is open: those have the keyboard to themselves. */
export function useAnnotationKeys(bindings: KeyBindings, act: (command: AnnotationCommand) => void): void {
  const latest = useRef({ act, bindings });
  latest.current = { act, bindings };
  // In the commit itself: a key pressed in the moment after a comparison appears is for that comparison.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (document.querySelector('[role="dialog"], [role="menu"]')) return;
      const command = annotationCommand(
        {
          key: event.key,
          code: event.code,
          shift: event.shiftKey,
          control: event.ctrlKey || event.metaKey,
          alt: event.altKey,
          repeat: event.repeat,
          place: keyPlace(event.target),
        },
        latest.current.bindings,
      );
      if (!command) return;
      event.preventDefault();
      latest.current.act(command);
    };
    const click = (event: MouseEvent) => {
      // Pressed with Space or Enter, a control keeps its focus; clicked, it gives the keyboard back to the page, or else
      // Enter after a click on Undo would undo once more.
      if (event.detail > 0) setTimeout(releaseFocus);
    };
    window.addEventListener('keydown', press);
    window.addEventListener('click', click);
    return () => {
      window.removeEventListener('keydown', press);
      window.removeEventListener('click', click);
    };
  }, []);
}
