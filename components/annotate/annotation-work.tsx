'use client';

import { memo, useLayoutEffect, useRef, useState } from 'react';
import type { AnnotationCommand } from '#lib/labels/annotation-keys';
import {
  chooseSide,
  draftProblem,
  EMPTY_DRAFT,
  type LabelDraft,
  stepAspect,
  stepOnScale,
  toggleReason,
} from '#lib/labels/label-draft';
import type { LabelForm } from '#lib/labels/label-form';
import type { Reopened } from '#lib/labels/own-history';
import { useActiveTime } from './annotation-active-time';
import { SkipDialog } from './annotation-dialogs';
import { AnnotationDock } from './annotation-dock';
import { FlagDialog } from './annotation-flag';
import { AnnotationForm } from './annotation-form';
import { useAnnotationKeys } from './annotation-hotkeys';
import { markPainted, markSubmit } from './annotation-pace';
import { type AnnotationSession, revisionDraft, type WorkComparison } from './annotation-session';
import type { StudioView } from './annotation-studio-view';
import { draftWords } from './annotation-words';
import { Conversation } from './conversation';
import { ResponsePair } from './response-pair';

// Typing a rationale must not lay out two long responses again.
const Prompt = memo(Conversation);
const Pair = memo(ResponsePair);

interface AnnotationWorkProps {
  comparison: WorkComparison;
  form: LabelForm;
  session: AnnotationSession;
  view: StudioView;
  /** Drawn ahead and hidden: only what takes long to draw. */
  ahead: boolean;
  /** The label as it stands, when one that was submitted is being changed. */
  standing?: Reopened;
}

/** One comparison being labelled: conversation, responses, form, and the keys for all of it. */
export function AnnotationWork({ comparison, form, session, view, ahead, standing }: AnnotationWorkProps) {
  const { assignmentId } = comparison;
  const { drafts } = session;
  const place = standing ? revisionDraft(assignmentId) : assignmentId;
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [problem, setProblem] = useState<string | null>(null);
  // 0 is the choice itself, then come the aspects: what the arrow keys belong to.
  const [row, setRow] = useState(0);
  const rationale = useRef<HTMLTextAreaElement>(null);
  const watch = useActiveTime();
  const latestDraft = useRef(draft);
  latestDraft.current = draft;
  const { settings, bindings } = view.preferences;

  // Before the first paint, so that a kept draft does not blink in.
  useLayoutEffect(() => {
    const kept = drafts.read(place);
    const begun = kept.at > 0 || !standing ? kept : standing;
    setDraft(begun.draft);
    setRow(0);
    watch.restart(begun.activeMs);
    markPainted();
    const keep = () => {
      if (document.visibilityState === 'hidden') drafts.write(place, latestDraft.current, watch.read());
    };
    document.addEventListener('visibilitychange', keep);
    return () => document.removeEventListener('visibilitychange', keep);
  }, [place, drafts, watch, standing]);

  const change = (next: LabelDraft) => {
    if (next === draft) return;
    setDraft(next);
    setProblem(null);
    drafts.write(place, next, watch.read());
  };
  const submit = () => {
    if (view.due) return view.show('due');
    const missing = draftProblem(draft, form);
    setProblem(missing);
    if (missing) {
      if (draft.choice !== null && missing.startsWith('Say why')) rationale.current?.focus();
      return;
    }
    markSubmit();
    if (standing) session.revise(comparison, draft, watch.read());
    else session.submit(comparison, draft, watch.read());
  };
  const act = (command: AnnotationCommand) => {
    switch (command.kind) {
      case 'choose':
        return change(chooseSide(draft, command.choice, form));
      case 'row':
        return setRow(Math.min(form.aspects.length, Math.max(0, row + command.by)));
      case 'step': {
        const aspect = form.aspects[row - 1];
        return change(
          aspect ? stepAspect(draft, aspect.id, command.by) : stepOnScale(draft, command.by, form),
        );
      }
      case 'reason': {
        const reason = form.reasons[command.index];
        return reason === undefined ? undefined : change(toggleReason(draft, reason));
      }
      case 'submit':
        return submit();
      case 'undo':
        if (standing) return session.keepAsItWas();
        if (!session.undo()) setProblem('There is nothing to take back on this device.');
        return;
      case 'skip':
        return form.skipPolicy !== 'off' && !standing ? view.show('skip') : undefined;
      case 'flag':
        return form.flag ? view.show('flag') : undefined;
      case 'write':
        return rationale.current?.focus();
      case 'leave-text':
        return (document.activeElement as HTMLElement | null)?.blur();
      default:
        return view.act(command);
    }
  };
  useAnnotationKeys(bindings, act);

  const aspect = form.aspects[row - 1];
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
            differences={view.differences}
            layout={settings.layout}
            scrollTogether={settings.scrollTogether}
          />
        </div>
      </div>
      {!ahead && (
        <>
          <p aria-live="polite" className="sr-only">
            {aspect ? `Arrows choose for ${aspect.name}. ` : ''}
            {draft.choice !== null && draftWords(draft, form)}
          </p>
          <AnnotationDock
            act={(kind) => act({ kind })}
            bindings={bindings}
            draft={draft}
            form={form}
            onKeep={standing && session.keepAsItWas}
            onSubmit={submit}
            problem={problem}
            undoable={session.latest && draftWords(session.latest.draft, form)}
          >
            <AnnotationForm
              aspect={aspect?.id ?? null}
              bindings={bindings}
              draft={draft}
              form={form}
              onChange={change}
              rationale={rationale}
            />
          </AnnotationDock>
          <SkipDialog
            {...view.dialog('skip')}
            onSkip={(reason) => {
              view.show(null);
              session.skip(comparison, reason, draft.flag);
            }}
            policy={form.skipPolicy}
            reasons={form.skipReasons}
          />
          <FlagDialog
            {...view.dialog('flag')}
            flag={draft.flag}
            onFlag={(flag) => {
              view.show(null);
              change({ ...draft, flag });
            }}
          />
        </>
      )}
    </div>
  );
}
