'use client';

import { useActionState } from 'react';
import { Notice } from '#components/ui/notice';
import { SubmitButton } from '#components/ui/submit-button';
import { acknowledgeVersion } from '../annotate/actions';

/** Asks an annotator to say that they have read the version in force. */
export function ReadNotice({ slug, number, changes }: { slug: string; number: number; changes: string }) {
  const [state, act] = useActionState(acknowledgeVersion, null);
  return (
    <form action={act}>
      <input name="slug" type="hidden" value={slug} />
      <input name="number" type="hidden" value={number} />
      <Notice
        action={<SubmitButton size="small">I have read it</SubmitButton>}
        title={number === 1 ? 'Read this before you label' : 'What changed in this version'}
      >
        {changes || 'Everything you label is held against it.'}
        {state && !state.ok && <p className="text-fail-text">{state.error.message}</p>}
      </Notice>
    </form>
  );
}
