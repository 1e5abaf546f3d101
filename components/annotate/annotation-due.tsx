'use client';

import { useActionState } from 'react';
import { Dialog } from '#components/ui/dialog';
import { Notice } from '#components/ui/notice';
import { SubmitButton } from '#components/ui/submit-button';
import type { Guideline, GuidelineDue } from '#lib/labels/guidelines';
import type { OpenDialog } from './annotation-dialogs';
import type { Acknowledge } from './annotation-guideline';
import { GuidelineText } from './annotation-guideline-text';
import { TextChanges } from './text-changes';

interface DueDialogProps extends OpenDialog {
  slug: string;
  guideline: Guideline;
  due: GuidelineDue;
  acknowledge: Acknowledge;
}

/** What changed in the guideline, to be read before the next label; to who never labelled, the whole text. */
export function DueDialog({ slug, guideline, due, acknowledge, ...dialog }: DueDialogProps) {
  const { before } = due;
  return (
    <Dialog
      {...dialog}
      description={
        before
          ? 'Read what changed. Then look at your choice once more: it counts by the new version.'
          : 'Everybody chooses by it, so that your labels mean the same.'
      }
      title={before ? `The guideline has changed: version ${guideline.number}` : 'Read the guideline first'}
      wide
    >
      <div className="grid gap-3">
        {before && (
          <Notice title="In the lead’s words">{guideline.changes || 'No summary was written.'}</Notice>
        )}
        {before ? (
          <section aria-label={`Changes since version ${before.number}`}>
            <h3 className="mb-1 font-medium">
              Word by word, since version {before.number}{' '}
              <span className="font-normal text-ink-2">
                (<ins className="bg-pass-soft">underlined: new</ins>,{' '}
                <del className="bg-fail-soft">struck out: gone</del>)
              </span>
            </h3>
            <TextChanges after={guideline.body} before={before.body} />
          </section>
        ) : (
          <GuidelineText text={guideline.body} />
        )}
        <AcknowledgeForm acknowledge={acknowledge} number={guideline.number} slug={slug} />
      </div>
    </Dialog>
  );
}

function AcknowledgeForm({
  slug,
  number,
  acknowledge,
}: {
  slug: string;
  number: number;
  acknowledge: Acknowledge;
}) {
  const [state, action] = useActionState(acknowledge, null);
  return (
    <form
      action={action}
      className="sticky -bottom-5 -mx-5 -mb-5 flex flex-wrap items-center justify-end gap-3 border-line border-t bg-surface px-5 py-3"
    >
      <input name="slug" type="hidden" value={slug} />
      <input name="number" type="hidden" value={number} />
      {state && !state.ok && (
        <p className="text-fail-text" role="alert">
          {state.error.message}
        </p>
      )}
      <SubmitButton>I have read it</SubmitButton>
    </form>
  );
}
