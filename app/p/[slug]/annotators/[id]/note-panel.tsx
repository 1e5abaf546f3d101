'use client';

import { type RowText, useRows } from '#components/quality/row-text';
import { ActionForm } from '#components/ui/action-form';
import { Card } from '#components/ui/card';
import { InBrowser } from '#components/ui/in-browser';
import { SubmitButton } from '#components/ui/submit-button';
import { TextAreaField } from '#components/ui/text-area-field';
import { Time } from '#components/ui/time';
import type { AnnotatorNote } from '#lib/labels/annotator-notes';
import { addNote } from './actions';

interface NotePanelProps {
  slug: string;
  annotatorId: number;
  notes: RowText<AnnotatorNote>;
  mayWrite: boolean;
}

/** What leads write down for each other; the annotator never reads it. */
export function NotePanel({ slug, annotatorId, notes, mayWrite }: NotePanelProps) {
  const written = useRows(notes);
  return (
    <Card note="for leads only; the annotator never reads them" title="Notes">
      <div className="grid gap-3">
        {written.length > 0 && (
          <ul className="grid gap-2" data-testid="notes">
            {written.map((note) => (
              <li className="border-line border-l-2 pl-3" key={note.id}>
                <p className="whitespace-pre-wrap">{note.body}</p>
                <p className="text-ink-3 text-small">
                  {note.by ?? 'Someone'}, <Time at={note.at} shape="relative" />
                </p>
              </li>
            ))}
          </ul>
        )}
        {mayWrite && (
          <InBrowser height={130}>
            <ActionForm action={addNote} done="The note is written down." hidden={{ slug, annotatorId }}>
              <TextAreaField label="New note" name="body" required rows={2} />
              <div>
                <SubmitButton pendingLabel="Writing …" size="small" variant="default">
                  Add note
                </SubmitButton>
              </div>
            </ActionForm>
          </InBrowser>
        )}
      </div>
    </Card>
  );
}
