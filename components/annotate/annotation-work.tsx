'use client';

import { memo, useLayoutEffect, useRef, useState } from 'react';
import {
  chooseSide,
  draftProblem,
  EMPTY_DRAFT,
  type LabelDraft,
  stepOnScale,
  toggleReason,
} from '#lib/labels/label-draft';
import type { LabelForm } from '#lib/labels/label-form';
import type { ShownComparison } from '#lib/labels/next-comparisons';
import { useActiveTime } from './annotation-active-time';
import { KeysDialog, SkipDialog } from './annotation-dialogs';
import { AnnotationDock } from './annotation-dock';
import { useAnnotationKeys } from './annotation-hotkeys';
import type { AnnotationSession } from './annotation-session';
import { draftWords } from './annotation-words';
import { Conversation } from './conversation';
import { ResponsePair } from './response-pair';

// Typing a rationale must not lay out two long responses again.
const Prompt = memo(Conversation);
const Pair = memo(ResponsePair);

interface AnnotationWorkProps {
  comparison: ShownComparison;
  form: LabelForm;
  session: AnnotationSession;
  /** Drawn ahead and hidden: only what takes long to draw. */
  ahead: boolean;
  keysOpen: boolean;
  setKeysOpen: (open: boolean) => void;
  toggleGuideline: () => void;
}

/** One comparison being labelled: conversation, responses, form, and the keys for all of it. */
export function AnnotationWork(props: AnnotationWorkProps) {
  const { comparison, form, session, ahead, keysOpen, setKeysOpen, toggleGuideline } = props;
  const { assignmentId } = comparison;
  const { drafts } = session;
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [problem, setProblem] = useState<string | null>(null);
  const [skipping, setSkipping] = useState(false);
  const rationale = useRef<HTMLTextAreaElement>(null);
  const watch = useActiveTime();
  const latestDraft = useRef(draft);
  latestDraft.current = draft;

  // Before the first paint, so that a kept draft does not blink in.
  useLayoutEffect(() => {
    const kept = drafts.read(assignmentId);
    setDraft(kept.draft);
    watch.restart(kept.activeMs);
    const keep = () => {
      if (document.visibilityState === 'hidden')
        drafts.write(assignmentId, latestDraft.current, watch.read());
    };
    document.addEventListener('visibilitychange', keep);
    return () => document.removeEventListener('visibilitychange', keep);
  }, [assignmentId, drafts, watch]);

  const change = (next: LabelDraft) => {
    if (next === draft) return;
    setDraft(next);
    setProblem(null);
    drafts.write(assignmentId, next, watch.read());
  };
  const submit = () => {
    const missing = draftProblem(draft, form);
    setProblem(missing);
    if (!missing) session.submit(comparison, draft, watch.read());
    else if (draft.choice !== null) rationale.current?.focus();
  };
  const undo = () => {
    if (!session.undo()) setProblem('There is nothing to take back on this device.');
  };

  useAnnotationKeys((command) => {
    switch (command.kind) {
      case 'choose':
        return change(chooseSide(draft, command.choice, form));
      case 'step':
        return change(stepOnScale(draft, command.by, form));
      case 'reason': {
        const reason = form.reasons[command.index];
        return reason === undefined ? undefined : change(toggleReason(draft, reason));
      }
      case 'submit':
        return submit();
      case 'undo':
        return undo();
      case 'skip':
        return setSkipping(true);
      case 'guideline':
        return toggleGuideline();
      case 'keys':
        return setKeysOpen(true);
      case 'write':
        return rationale.current?.focus();
      case 'leave-text':
        return (document.activeElement as HTMLElement | null)?.blur();
    }
  });

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {/* On a phone a long prompt scrolls away, so that it never squeezes the responses. */}
      <div className="flex min-h-0 flex-1 flex-col gap-2 px-6 pb-2 max-sm:overflow-y-auto max-sm:px-3">
        <Prompt turns={comparison.prompt} />
        <div className="flex min-h-0 flex-1 flex-col max-sm:min-h-60">
          <Pair
            a={comparison.left}
            b={comparison.right}
            chosen={draft.choice === 'A' || draft.choice === 'B' ? draft.choice : null}
          />
        </div>
      </div>
      {!ahead && (
        <>
          <p aria-live="polite" className="sr-only">
            {draft.choice !== null && draftWords(draft, form)}
          </p>
          <AnnotationDock
            draft={draft}
            form={form}
            onChange={change}
            onSkip={() => setSkipping(true)}
            onSubmit={submit}
            onUndo={undo}
            problem={problem}
            rationale={rationale}
            undoable={session.latest && draftWords(session.latest.draft, form)}
          />
          <KeysDialog onOpenChange={setKeysOpen} open={keysOpen} />
          <SkipDialog
            onOpenChange={setSkipping}
            onSkip={(reason) => {
              setSkipping(false);
              session.skip(comparison, reason);
            }}
            open={skipping}
          />
        </>
      )}
    </div>
  );
}
