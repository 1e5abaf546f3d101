'use client';

import { useRouter } from 'next/navigation';
import { startTransition, useActionState, useRef, useState } from 'react';
import type { Choice } from '#components/annotate/choice';
import { Card } from '#components/ui/card';
import { CheckboxField } from '#components/ui/checkbox-field';
import { Kbd } from '#components/ui/kbd';
import { Notice } from '#components/ui/notice';
import { SubmitButton } from '#components/ui/submit-button';
import { TextAreaField } from '#components/ui/text-area-field';
import { toast } from '#components/ui/toaster';
import type { ActionState } from '#lib/access/action-state';
import { CAUSES } from '#lib/labels/adjudication-rules';
import { decide } from '../actions';
import { CausePicker } from './cause-picker';
import { KeyListDialog } from './key-list-dialog';
import { useAdjudicationKeys } from './use-adjudication-keys';
import { VerdictPicker } from './verdict-picker';

interface VerdictFormProps {
  slug: string;
  base: string;
  adjudicationId: string;
  disagreement: number;
  next: string | null;
  gold: boolean;
}

type Decided = ActionState<{ next: string | null }>;

/** The verdict, its cause, and what comes of it. Every part has its key; Enter gives the verdict and shows the next one. */
export function VerdictForm({ slug, base, adjudicationId, disagreement, next, gold }: VerdictFormProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [verdict, setVerdict] = useState<Choice | null>(null);
  const [cause, setCause] = useState<(typeof CAUSES)[number] | null>(null);
  const [asGold, setAsGold] = useState(false);
  const [asNote, setAsNote] = useState(false);
  const [showsKeys, setShowsKeys] = useState(false);
  const [state, act] = useActionState(async (previous: Decided, data: FormData): Promise<Decided> => {
    const answer = await decide(previous, data);
    if (answer?.ok) {
      toast.success('The verdict is given.');
      startTransition(() => router.push(answer.result.next ? `${base}/${answer.result.next}` : base));
    }
    return answer;
  }, null);
  const focus = (name: string) =>
    // The field may be drawn only by this very change.
    setTimeout(() => form.current?.querySelector<HTMLTextAreaElement>(`[name="${name}"]`)?.focus());

  useAdjudicationKeys((command) => {
    switch (command.kind) {
      case 'verdict':
        return setVerdict(command.verdict);
      case 'cause':
        return setCause(CAUSES[command.index] ?? null);
      case 'note':
        return void focus('note');
      case 'gold':
        setAsGold(true);
        return void focus('goldReason');
      case 'guideline-note':
        setAsNote(true);
        return void focus('guidelineNote');
      case 'next':
        return next ? router.push(`${base}/${next}`) : undefined;
      case 'keys':
        return setShowsKeys(true);
      case 'leave-text':
        return (document.activeElement as HTMLElement | null)?.blur();
      case 'submit':
        return form.current?.requestSubmit();
    }
  });

  const error = state && !state.ok ? state.error : null;
  return (
    <form action={act} ref={form}>
      <input name="slug" type="hidden" value={slug} />
      <input name="adjudicationId" type="hidden" value={adjudicationId} />
      <input name="disagreement" type="hidden" value={disagreement} />
      <Card
        actions={<KeyListDialog onOpenChange={setShowsKeys} open={showsKeys} />}
        footer={
          <>
            <span className="flex-1 text-ink-3 text-small">Training follows it.</span>
            <SubmitButton pendingLabel="Giving …">
              Give the verdict <Kbd onFill>↵</Kbd>
            </SubmitButton>
          </>
        }
        title="Verdict"
      >
        <div className="grid gap-3">
          <VerdictPicker onChange={setVerdict} value={verdict} />
          <CausePicker onChange={setCause} value={cause} />
          <TextAreaField
            hint={
              <>
                Press <Kbd>R</Kbd> to write. It stands with the verdict.
              </>
            }
            label="Note"
            name="note"
            required={false}
            rows={2}
          />
          <CheckboxField
            checked={asGold}
            hint={gold ? 'It is a gold already; the verdict becomes its answer.' : undefined}
            label={
              <>
                Make it a gold <Kbd>O</Kbd>
              </>
            }
            onChange={(event) => setAsGold(event.target.checked)}
          />
          {asGold && (
            <TextAreaField
              hint="Why this is the answer. Labels given before are not held against it."
              label="Reason of the gold"
              name="goldReason"
              required
              rows={2}
            />
          )}
          <CheckboxField
            checked={asNote}
            label={
              <>
                Note for the guideline <Kbd>G</Kbd>
              </>
            }
            onChange={(event) => setAsNote(event.target.checked)}
          />
          {asNote && (
            <TextAreaField
              hint="It waits on the guideline’s page for the next version."
              label="What the guideline should say"
              name="guidelineNote"
              required
              rows={2}
            />
          )}
          {error && (
            <Notice live="alert" title={error.message} tone="fail">
              {Object.values(error.fields ?? {})
                .flat()
                .map((message) => (
                  <p key={message}>{message}</p>
                ))}
            </Notice>
          )}
        </div>
      </Card>
    </form>
  );
}
