import { PageHeader } from '#components/ui/page-header';
import { members, openInvitations } from '#lib/access/members';
import { pageActor } from '#lib/access/page-actor';
import { InvitePanel } from './invite-panel';
import { MemberTable } from './member-table';

export const metadata = { title: 'Members' };

export default async function MembersPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const actor = await pageActor('member:manage', slug);
  const [all, invitations] = await Promise.all([
    members(actor.project.id),
    openInvitations(actor.project.id),
  ]);
  const off = all.filter((member) => !member.active).length;
  return (
    <>
      <PageHeader
        lead={`${invitations.length === 0 ? 'No invitation is' : invitations.length === 1 ? 'One invitation is' : `${invitations.length} invitations are`} open.${off > 0 ? ` ${off} ${off === 1 ? 'account is' : 'accounts are'} off.` : ''}`}
        title={all.length === 1 ? 'One member' : `${all.length} members`}
      />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_360px]">
        <MemberTable rows={all} self={actor.userId} slug={slug} />
        <InvitePanel invitations={invitations} slug={slug} />
      </div>
    </>
  );
}
