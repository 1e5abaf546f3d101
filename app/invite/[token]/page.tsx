import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { Logo } from '#components/ui/logo';
import { Time } from '#components/ui/time';
import { passwordSignIn, singleSignOnName } from '#lib/access/auth-options';
import { findInvitation } from '#lib/access/invitation';
import { pageActor } from '#lib/access/page-actor';
import { homeOf } from '#lib/access/projects';
import { JoinForm } from './join-form';
import { OtherAccount } from './other-account';

export const metadata = { title: 'Invitation' };

const ROLE_SENTENCE = {
  ANNOTATOR: 'You will label comparisons.',
  LEAD: 'You will lead: see how far the annotators agree, and act on it.',
  ADMIN: 'You will administer it: decide when to train, and who is in it.',
} as const;

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const person = await pageActor('invitation:accept');
  const invitation = await findInvitation(token);
  if (!invitation) {
    return (
      <main id="main">
        <EmptyState
          action={<ButtonLink href="/">To your projects</ButtonLink>}
          icon="invite"
          page
          title="This invitation does not open anything"
        >
          It was used, revoked, or has expired. Ask who invited you for a new link.
        </EmptyState>
      </main>
    );
  }
  const { project, email, role } = invitation;
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10" id="main">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex items-center gap-3">
          <Logo />
          <span className="font-semibold text-title">Concord</span>
        </div>
        <h1 className="font-semibold text-figure">Join {project.name}</h1>
        <p className="mt-1 mb-5 text-ink-2">
          {ROLE_SENTENCE[role]} The invitation is for <b>{email}</b> and valid until{' '}
          <Time at={invitation.expiresAt.toISOString()} shape="date" />.
        </p>
        {person && person.email !== email ? (
          <OtherAccount email={person.email} />
        ) : (
          <JoinForm
            email={email}
            home={homeOf({ slug: project.slug, role })}
            password={passwordSignIn()}
            signedInAs={person?.name ?? null}
            singleSignOn={singleSignOnName()}
            token={token}
          />
        )}
      </div>
    </main>
  );
}
