import { ActionForm } from '#components/ui/action-form';
import { ButtonLink } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { Chip } from '#components/ui/chip';
import { Notice } from '#components/ui/notice';
import { SubmitButton } from '#components/ui/submit-button';
import { TextAreaField } from '#components/ui/text-area-field';
import { Time } from '#components/ui/time';
import type { OwnStanding } from '#lib/labels/own-standing';
import { appeal, readMessages, tryAgain } from './actions';

const STATUS: Record<OwnStanding['status'], { title: string; body: string }> = {
  QUALIFYING: {
    title: 'You are in the qualification round',
    body: 'A few comparisons first. When enough of them are done you hear whether you go on.',
  },
  PROBATION: { title: 'You are on probation', body: 'You label as everybody does; it ends by itself.' },
  ACTIVE: { title: 'You label in this project', body: '' },
  PAUSED: { title: 'Your labelling is paused', body: 'What you labelled is kept.' },
  RETRAINING: {
    title: 'You are in retraining',
    body: 'Read the guideline again and practise; then a round of comparisons brings you back.',
  },
  REMOVED: { title: 'You no longer label in this project', body: 'What you labelled is kept.' },
};

const BY = { lead: 'A lead decided it.', rule: 'A rule of the project decided it.', you: '' } as const;
const APPEAL_WORDS = { OPEN: 'waits for an answer', GRANTED: 'granted', DECLINED: 'declined' } as const;

/** Where a person stands and why, what they can do about it, and what a lead wrote to them. */
export function StandingPanel({ standing, slug }: { standing: OwnStanding; slug: string }) {
  const words = STATUS[standing.status];
  const { retry, feedback, practiceItems } = standing;
  const unread = standing.messages.filter((message) => !message.read);
  return (
    <Card id="standing" note={<Time at={standing.since} shape="date" />} title={words.title}>
      <div className="grid gap-3">
        <div className="max-w-[80ch]">
          {standing.reason && <p className="font-medium">{standing.reason}</p>}
          <p className="text-ink-2">
            {words.body} {standing.status !== 'ACTIVE' && standing.decidedBy ? BY[standing.decidedBy] : ''}
          </p>
        </div>
        {retry.attemptsLeft !== null &&
          (retry.refusal ? (
            <p className="text-ink-2">
              {retry.refusal}{' '}
              {retry.from && (
                <>
                  From <Time at={retry.from} /> on: {retry.attemptsLeft} left.
                </>
              )}
            </p>
          ) : (
            <ActionForm action={tryAgain} done="A new round has begun." hidden={{ slug }} inline>
              <SubmitButton pendingLabel="Beginning …">Try again</SubmitButton>
              <span className="text-ink-3 text-small">
                {retry.attemptsLeft} {retry.attemptsLeft === 1 ? 'attempt' : 'attempts'} left
              </span>
            </ActionForm>
          ))}
        {practiceItems > 0 && (
          <p>
            <ButtonLink href={`/p/${slug}/practice`} size="small">
              Practise
            </ButtonLink>{' '}
            <span className="text-ink-3 text-small">
              {practiceItems} comparisons with their answer explained. Nothing of it counts.
            </span>
          </p>
        )}
        {standing.mayAppeal && (
          <details>
            <summary className="link">Do you see it differently? Write to the leads</summary>
            <div className="mt-2 max-w-[80ch]">
              <ActionForm action={appeal} done="Sent. A lead answers here." hidden={{ slug }}>
                <TextAreaField
                  hint="What should we know? A lead reads it together with the reason above."
                  label="Your appeal"
                  name="body"
                  required
                  rows={3}
                />
                <div>
                  <SubmitButton pendingLabel="Sending …" variant="default">
                    Send the appeal
                  </SubmitButton>
                </div>
              </ActionForm>
            </div>
          </details>
        )}
        {standing.appeals.map((written) => (
          <div className="border-line border-t pt-2" key={written.createdAt}>
            <p className="flex flex-wrap items-center gap-2">
              <b>Your appeal</b>
              <Chip tone={written.state === 'GRANTED' ? 'pass' : 'quiet'}>{APPEAL_WORDS[written.state]}</Chip>
              <span className="text-ink-3 text-small">
                <Time at={written.createdAt} shape="relative" />
              </span>
            </p>
            <p className="whitespace-pre-wrap text-ink-2">{written.body}</p>
            {written.answer && <p className="mt-1">Answer: {written.answer}</p>}
          </div>
        ))}
        {unread.length > 0 && (
          <Notice
            action={
              <ActionForm action={readMessages} done="Marked as read." hidden={{ slug }} inline>
                <SubmitButton pendingLabel="Marking …" size="small" variant="default">
                  I have read it
                </SubmitButton>
              </ActionForm>
            }
            icon="bell"
            title={unread.length === 1 ? 'A note for you' : `${unread.length} notes for you`}
          >
            {unread.map((note) => (
              <p className="whitespace-pre-wrap" key={note.id}>
                {note.body} ({note.from}, <Time at={note.sentAt} shape="relative" />)
              </p>
            ))}
          </Notice>
        )}
        {feedback && (
          <div className="border-line border-t pt-2">
            <p>
              Of {feedback.of} answers that could be checked, between {feedback.matched[0]} and{' '}
              {feedback.matched[1]} matched the reference.
            </p>
            {feedback.topics.map((topic) => (
              <p className="text-ink-2 text-small" key={topic.tag}>
                {topic.tag}: between {topic.matched[0]} and {topic.matched[1]} of {topic.of}
              </p>
            ))}
            <p className="text-ink-3 text-small">
              A range, and only after every {standing.goldsPerBlock}: which comparisons they were stays
              hidden.
            </p>
          </div>
        )}
      </div>
    </Card>
  );
}
