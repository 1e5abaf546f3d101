'use client';

import { type KeyboardEvent, useState } from 'react';
import { Button } from '#components/ui/button';
import { Kbd } from '#components/ui/kbd';
import { Notice } from '#components/ui/notice';
import {
  commandOfKey,
  KEY_COMMAND_NAMES,
  KEY_COMMANDS,
  type KeyCommand,
  keyName,
  keySign,
} from '#lib/labels/annotation-keys';
import { withKey } from '#lib/labels/annotation-settings';
import type { AnnotationPreferences } from './annotation-preferences';

/** The keys, each with a button that listens for another one. A key that is taken says whose it is before it moves. */
export function KeySettings({ preferences }: { preferences: AnnotationPreferences }) {
  const { settings, bindings, change } = preferences;
  const [listening, setListening] = useState<KeyCommand | null>(null);
  const [clash, setClash] = useState<{ command: KeyCommand; key: string; owner: KeyCommand } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const give = (command: KeyCommand, key: string) => {
    change({ keys: withKey(settings.keys, command, key, bindings) });
    setClash(null);
    setListening(null);
  };
  const heard = (command: KeyCommand) => (event: KeyboardEvent) => {
    if (listening !== command || ['Tab', 'Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    setListening(null);
    if (event.key === 'Escape') return;
    const key = event.ctrlKey || event.metaKey || event.altKey ? null : keyName(pressOf(event));
    if (key === null) {
      return setProblem(
        'This key is the browser’s, or one that people expect to delete something. Take another.',
      );
    }
    const owner = commandOfKey(bindings, key);
    if (owner && owner !== command) return setClash({ command, key, owner });
    give(command, key);
  };

  return (
    <section aria-label="Keys">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="flex-1 font-medium">Keys</h3>
        <Button
          disabledReason={Object.keys(settings.keys).length === 0 ? 'These are the usual keys.' : null}
          onClick={() => change({ keys: {} })}
          reasonPlace="tip"
          size="small"
        >
          All keys as usual
        </Button>
      </div>
      <div aria-live="polite">
        {clash && (
          <div className="mt-2">
            <Notice
              action={
                <span className="flex gap-2">
                  <Button onClick={() => give(clash.command, clash.key)} size="small">
                    Move it
                  </Button>
                  <Button onClick={() => setClash(null)} size="small" variant="quiet">
                    Leave it
                  </Button>
                </span>
              }
              title={`${keySign(clash.key)} is taken: ${KEY_COMMANDS[clash.owner].does}`}
              tone="nee"
            >
              Moved to “{KEY_COMMANDS[clash.command].does}”, it no longer does that.
            </Notice>
          </div>
        )}
        {problem && <p className="mt-2 text-fail-text text-small">{problem}</p>}
      </div>
      <ul className="mt-2 grid gap-x-6 sm:grid-cols-2">
        {KEY_COMMAND_NAMES.map((command) => (
          <li className="flex min-h-8 items-center gap-2 border-line border-b max-sm:min-h-11" key={command}>
            <span className="min-w-0 flex-1">{KEY_COMMANDS[command].does}</span>
            {listening !== command &&
              (bindings[command].length > 0 ? (
                bindings[command].map((key) => <Kbd key={key}>{keySign(key)}</Kbd>)
              ) : (
                <span className="text-nee-text text-small">no key</span>
              ))}
            <Button
              aria-label={`Change the key for: ${KEY_COMMANDS[command].does}`}
              aria-pressed={listening === command}
              onBlur={() => setListening(null)}
              onClick={() => {
                setListening(command);
                setClash(null);
                setProblem(null);
              }}
              onKeyDown={heard(command)}
              size="small"
              variant="quiet"
            >
              {listening === command ? 'Press a key …' : 'Change'}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const pressOf = ({ key, code, shiftKey }: KeyboardEvent) => ({ key, code, shift: shiftKey });
