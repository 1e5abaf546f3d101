'use client';

import { useRouter } from 'next/navigation';
import { type ChangeEvent, type FormEvent, startTransition, useActionState, useRef, useState } from 'react';
import type { Choice } from '#components/annotate/choice';
import { Button } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { CheckboxField } from '#components/ui/checkbox-field';
import { Kbd } from '#components/ui/kbd';
import { Notice } from '#components/ui/notice';
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
  const [texts, setTexts] = useState({ note: '', goldReason: '', guidelineNote: '' });
  const [showsKeys, setShowsKeys] = useState(false);
  const [state, act, pending] = useActionState(
    async (previous: Decided, data: FormData): Promise<Decided> => {
      const answer = await decide(previous, data);
      if (answer?.ok) {
        toast.success('The verdict is given.');
        startTransition(() => {
          router.push(answer.result.next ? `${base}/${answer.result.next}` : base);
          // The next page was fetched before this verdict; what it says about the one after it is asked anew.
          router.refresh();
        });
      }
      return answer;
    },
    null,
  );
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
  const text = (name: keyof typeof texts) => ({
    name,
    value: texts[name],
    onChange: (event: ChangeEvent<HTMLTextAreaElement>) =>
      setTexts((before) => ({ ...before, [name]: event.target.value })),
  });
  // Not as the form's action: that would empty it, and what was written must survive a refusal.
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    if (!pending) startTransition(() => act(data));
  };
  return (
    <form onSubmit={submit} ref={form}>
      <input name="slug" type="hidden" value={slug} />
      <input name="adjudicationId" type="hidden" value={adjudicationId} />
      <input name="disagreement" type="hidden" value={disagreement} />
      <Card
        actions={<KeyListDialog onOpenChange={setShowsKeys} open={showsKeys} />}
        footer={
          <>
            <span className="flex-1 text-ink-3 text-small">Training follows it.</span>
            <Button aria-busy={pending || undefined} type="submit" variant="primary">
              {pending ? (
                'Giving …'
              ) : (
                <>
                  Give the verdict <Kbd onFill>↵</Kbd>
                </>
              )}
            </Button>
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
            {...text('note')}
            label="Note"
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
              {...text('goldReason')}
              label="Reason of the gold"
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
              {...text('guidelineNote')}
              label="What the guideline should say"
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
