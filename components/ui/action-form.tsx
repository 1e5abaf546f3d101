'use client';

import { type ReactNode, useActionState, useEffect } from 'react';
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
  const [state, submit] = useActionState(action, null);
  useEffect(() => {
    if (state?.ok)
      toast.success(
        done.replace('{n}', typeof state.result === 'number' ? state.result.toLocaleString('en') : ''),
      );
  }, [state, done]);
  return (
    <form action={submit} className={inline ? 'inline-flex flex-wrap items-center gap-2' : 'grid gap-3'}>
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
