import { ActionForm } from '#components/ui/action-form';
import { CardList } from '#components/ui/card-list';
import { Link } from '#components/ui/link';
import { SubmitButton } from '#components/ui/submit-button';
import { Time } from '#components/ui/time';
import { openGuidelineNotes } from '#lib/labels/guideline-notes';
import { closeNote } from './note-actions';

/** What adjudicators noted for the guideline, until a version has taken it up. For leads; nothing where there is none. */
export async function NoteList({
  projectId,
  slug,
  inForce,
}: {
  projectId: string;
  slug: string;
  inForce: number;
}) {
  const notes = await openGuidelineNotes(projectId);
  if (notes.length === 0) return null;
  return (
    <CardList empty={null} note="from adjudications" title={`${notes.length} to work into the next version`}>
      {notes.map((note) => (
        <li className="grid gap-1.5 py-2.5" key={note.id}>
          <p className="whitespace-pre-wrap">{note.body}</p>
          <p className="text-ink-3 text-small">
            {note.by && `${note.by}, `}
            <Time at={note.createdAt} shape="relative" />
            {note.adjudicationId && (
              <>
                {' · '}
                <Link className="link" href={`/p/${slug}/adjudication/${note.adjudicationId}`}>
                  the disagreement
                </Link>
              </>
            )}
          </p>
          <div className="flex flex-wrap gap-2">
            <ActionForm
              action={closeNote}
              done="Worked in."
              hidden={{ slug, noteId: note.id, workedIn: 'true' }}
              inline
            >
              <SubmitButton pendingLabel="Closing …" size="small" variant="default">
                It is in version {inForce}
              </SubmitButton>
            </ActionForm>
            <ActionForm
              action={closeNote}
              done="Set down."
              hidden={{ slug, noteId: note.id, workedIn: 'false' }}
              inline
            >
              <SubmitButton pendingLabel="Closing …" size="small" variant="quiet">
                Set it down
              </SubmitButton>
            </ActionForm>
          </div>
        </li>
      ))}
    </CardList>
  );
}
