'use client';

import { type ReactNode, useActionState } from 'react';
import type { ActionState } from '#lib/access/action-state';
import { Notice } from './notice';
import { toast } from './toaster';

interface ActionFormProps<Result> {
  action: (previous: ActionState<Result>, form: FormData) => Promise<ActionState<Result>>;
  /** Fields that the reader does not see: the project's slug, what it is about. */
  hidden: Record<string, string | number>;
  /** Said when it worked; `{n}` stands for a number that the action returned. */
  done: string;
  children: ReactNode;
  inline?: boolean;
}

/** A form around a server action: says that it worked, or what to mend, in place. */
export function ActionForm<Result>({ action, hidden, done, children, inline }: ActionFormProps<Result>) {
  // Said from the action itself: what it did may have taken this form off the page by the time it is drawn again.
  const [state, submit] = useActionState(async (previous: ActionState<Result>, form: FormData) => {
    const next = await action(previous, form);
    if (next?.ok) {
      toast.success(
        done.replace('{n}', typeof next.result === 'number' ? next.result.toLocaleString('en') : ''),
      );
    }
    return next;
  }, null);
  return (
    <form
      action={submit}
      className={inline ? 'inline-flex flex-wrap items-center gap-2' : 'grid content-start gap-3'}
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} name={name} type="hidden" value={value} />
      ))}
      {children}
      {state && !state.ok && (
        <Notice live="alert" title={state.error.message} tone="fail">
          {Object.entries(state.error.fields ?? {}).map(([field, messages]) => (
            <p key={field}>
              {field}: {messages.join(' ')}
            </p>
          ))}
        </Notice>
      )}
    </form>
  );
}
