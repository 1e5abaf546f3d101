'use client';

import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button';
import { Chip } from '#components/ui/chip';
import { Dialog } from '#components/ui/dialog';
import { EmptyState } from '#components/ui/empty-state';
import { Skeleton } from '#components/ui/skeleton';
import { Time } from '#components/ui/time';
import type { LabelForm } from '#lib/labels/label-form';
import type { HistoryEntry } from '#lib/labels/own-history';
import type { OpenDialog } from './annotation-dialogs';
import { ask } from './annotation-feed';
import type { AnnotationSession } from './annotation-session';
import { draftWords } from './annotation-words';
import { choiceTone } from './choice';

interface HistoryDialogProps extends OpenDialog {
  session: AnnotationSession;
  form: LabelForm;
  slug: string;
}

/** One's last labels. Any of them can be opened again and changed; the label stands until the change is saved. */
export function HistoryDialog(props: HistoryDialogProps) {
  return (
    <Dialog
      description="Open one to change it. It counts as it is until you save the change."
      onOpenChange={props.onOpenChange}
      open={props.open}
      title="Your last labels"
      wide
    >
      <HistoryList {...props} />
    </Dialog>
  );
}

function HistoryList({ session, form, slug, onOpenChange }: HistoryDialogProps) {
  const [labels, setLabels] = useState<HistoryEntry[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const onDevice = session.view.entries.filter((entry) => entry.kind === 'label').length;
  useEffect(() => {
    let here = true;
    void ask<{ labels: HistoryEntry[] }>(slug, 'history').then((found) => {
      if (!here) return;
      if ('problem' in found) setProblem(found.problem);
      else setLabels(found.answer.labels);
    });
    return () => {
      here = false;
    };
  }, [slug]);
  const open = async (assignmentId: string) => {
    const inTheWay = await session.reopen(assignmentId);
    if (inTheWay) setProblem(inTheWay);
    else onOpenChange(false);
  };
  return (
    <>
      {problem && (
        <p className="mb-2 text-fail-text" role="alert">
          {problem}
        </p>
      )}
      {onDevice > 0 && (
        <p className="mb-2 text-ink-2">
          {onDevice === 1 ? '1 label is' : `${onDevice} labels are`} still on the way and not in this list.
        </p>
      )}
      {labels === null && !problem && <Skeleton height={160} />}
      {labels?.length === 0 && <EmptyState icon="history" title="No labels that could be changed" />}
      <ul>
        {labels?.map((label) => (
          <li
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-2 last:border-b-0"
            key={label.assignmentId}
          >
            <span className="min-w-48 flex-1 truncate max-sm:w-full max-sm:flex-none">{label.title}</span>
            <Chip tone={choiceTone(label.choice)}>{draftWords(label, form)}</Chip>
            {label.changed && <span className="text-ink-3 text-small">changed</span>}
            <span className="text-ink-3 text-small">
              <Time at={label.labelledAt} shape="relative" />
            </span>
            <Button
              aria-label={`Change the label of: ${label.title}`}
              onClick={() => void open(label.assignmentId)}
              size="small"
            >
              Change
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
