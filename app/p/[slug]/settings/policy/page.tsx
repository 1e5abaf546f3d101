import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { policyVersions } from '#lib/quality/policy-versions';
import { PolicyForm } from './policy-form';
import { PolicyHistory } from './policy-history';

export const metadata = { title: 'Policy' };

export default async function PolicyPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const actor = await pageActor('policy:write', slug);
  const versions = await policyVersions(actor.project.id);
  const inForce = versions[0];
  const asked = Object.keys(inForce?.checks ?? {}).length;
  return (
    <>
      <PageHeader
        lead="A check passes when the bound of its 95 % interval reaches the threshold. What cannot be measured does not pass."
        title={
          inForce ? `${asked} checks stand before training` : 'There is no policy yet, so nothing may train'
        }
      />
      <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,1fr)_340px]">
        <PolicyForm after={inForce?.version ?? 0} now={inForce?.checks ?? {}} slug={slug} />
        <PolicyHistory versions={versions} />
      </div>
    </>
  );
}
