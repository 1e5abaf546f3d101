'use client';

import { useState } from 'react';
import { buttonClass } from './button-class';
import { Icon } from './icon';

type State = 'ready' | 'copied' | 'refused';

/** Puts a text on the clipboard and says whether that worked. */
export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [state, setState] = useState<State>('ready');
  const copy = async () => {
    // Outside a secure context there is no clipboard; the text stays selectable beside the button.
    const worked = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    setState(worked ? 'copied' : 'refused');
    setTimeout(() => setState('ready'), 2000);
  };
  return (
    <>
      <button
        aria-label={label}
        className={buttonClass('default', 'small')}
        onClick={copy}
        title={label}
        type="button"
      >
        {state === 'copied' ? (
          <Icon name="check" size={13} strokeWidth={2} />
        ) : (
          <Icon name="copy" size={13} strokeWidth={2} />
        )}
        {state === 'copied' ? 'Copied' : 'Copy'}
      </button>
      <span aria-live="polite" className="sr-only">
        {state === 'copied'
          ? 'Copied'
          : state === 'refused'
            ? 'The browser refused to copy; select the text instead'
            : ''}
      </span>
    </>
  );
}
