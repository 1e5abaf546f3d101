import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { DEFAULT_LEVEL } from '#lib/gate/policy';
import { openProposal, policyVersions } from '#lib/quality/policy-versions';
import { VersionHistory } from '../version-history';
import { PolicyForm } from './policy-form';
import { policyHistory } from './policy-history';
import { ProposalCard } from './proposal-card';

export const metadata = { title: 'Policy' };

export default async function PolicyPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const actor = await pageActor('policy:write', slug);
  const [versions, proposal] = await Promise.all([
    policyVersions(actor.project.id),
    openProposal(actor.project.id),
  ]);
  const inForce = versions[0];
  const asked = Object.keys(inForce?.checks ?? {}).length;
  return (
    <>
      <PageHeader
        lead="A check passes when the bound of its interval reaches the threshold. What cannot be measured does not pass. Intervals are widened so that judging at every report does not make a lucky moment likelier."
        title={
          inForce ? `${asked} checks stand before training` : 'There is no policy yet, so nothing may train'
        }
      />
      <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,1fr)_340px]">
        <div className="grid gap-3">
          {proposal && inForce && (
            <ProposalCard inForce={inForce} proposal={proposal} slug={slug} userId={actor.userId} />
          )}
          <PolicyForm
            after={inForce?.version ?? 0}
            now={{
              checks: inForce?.checks ?? {},
              level: inForce?.level ?? DEFAULT_LEVEL,
              twoForLowering: inForce?.twoForLowering ?? false,
            }}
            slug={slug}
          />
        </div>
        <VersionHistory empty={{ title: 'No version yet' }} versions={policyHistory(versions)} />
      </div>
    </>
  );
}
