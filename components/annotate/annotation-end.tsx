'use client';

import { Button, ButtonLink } from '#components/ui/button';
import { buttonClass } from '#components/ui/button-class';
import { EmptyState } from '#components/ui/empty-state';
import { Kbd } from '#components/ui/kbd';
import { keyBadge } from '#lib/labels/annotation-keys';
import { useAnnotationKeys } from './annotation-hotkeys';
import type { AnnotationSession } from './annotation-session';
import { AnnotationSkeleton } from './annotation-skeleton';
import type { StudioView } from './annotation-studio-view';

interface AnnotationEndProps {
  session: AnnotationSession;
  slug: string;
  view: StudioView;
}

/** What the page shows when there is no comparison on it: done, paused, signed out, or out of reach. */
export function AnnotationEnd({ session, slug, view }: AnnotationEndProps) {
  const { feed, progress, latest } = session;
  const { bindings } = view.preferences;
  useAnnotationKeys(bindings, (command) => {
    if (command.kind === 'undo') session.undo();
    else if (command.kind === 'history' || command.kind === 'keys' || command.kind === 'settings')
      view.act(command);
  });
  const sign = (command: 'undo' | 'history') => (
    <span className="max-sm:hidden">
      <Kbd>{keyBadge(bindings, command)}</Kbd>
    </span>
  );
  if (feed.kind === 'loading' || feed.kind === 'ready') return <AnnotationSkeleton />;
  if (feed.kind === 'paused') {
    return (
      <EmptyState
        action={
          <>
            <ButtonLink href={`/p/${slug}/guideline`}>Read the guideline</ButtonLink>
            <ButtonLink href={`/p/${slug}/my-work#standing`}>Why, and what you can do</ButtonLink>
          </>
        }
        icon="pause"
        page
        title="Your labelling is paused"
      >
        <p>{feed.message}</p>
        <p className="mt-2">
          What you labelled is kept. If you see it differently, write to the leads: under My work.
        </p>
      </EmptyState>
    );
  }
  if (feed.kind === 'signed-out') {
    return (
      <EmptyState
        action={
          <a className={buttonClass('primary')} href={`/sign-in?next=/p/${slug}/annotate`}>
            Sign in
          </a>
        }
        icon="lock"
        page
        title="You are signed out"
      >
        Labels that are not sent yet stay on this device and are sent when you are back.
      </EmptyState>
    );
  }
  if (feed.kind === 'unreachable') {
    return (
      <EmptyState
        action={<Button onClick={() => void session.refill(true)}>Try again</Button>}
        icon="alert"
        page
        title="No comparison could be fetched"
      >
        {feed.message} Nothing you submitted is lost.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      action={
        <>
          <ButtonLink href={`/p/${slug}/my-work`}>My work</ButtonLink>
          {latest && (
            <Button onClick={() => session.undo()} variant="quiet">
              Undo the last label {sign('undo')}
            </Button>
          )}
          {progress.labels > 0 && (
            <Button onClick={() => view.show('history')} variant="quiet">
              Your last labels {sign('history')}
            </Button>
          )}
        </>
      }
      icon="annotate"
      page
      title="All done for now"
    >
      {progress.labels === 0
        ? 'Nothing is waiting for you yet.'
        : `You have labelled ${progress.labels.toLocaleString('en')} ${progress.labels === 1 ? 'comparison' : 'comparisons'}.`}{' '}
      New ones appear here by themselves.
    </EmptyState>
  );
}
