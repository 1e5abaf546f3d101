import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { rulesInForce, rulesVersions } from '#lib/labels/life-cycle-rules-of';
import { VersionHistory } from '../version-history';
import { RulesForm } from './rules-form';
import { rulesHistory } from './rules-history';

export const metadata = { title: 'Life cycle' };

/** The rules by which annotators qualify, go on and are paused: what evidence they ask for, and what they then do. */
export default async function LifeCyclePage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const actor = await pageActor('life-cycle:write', slug);
  const [inForce, versions] = await Promise.all([
    rulesInForce(actor.project.id),
    rulesVersions(actor.project.id),
  ]);
  const { qualification, probation, goldPause, driftPause } = inForce.rules;
  const automatic = [qualification, probation, goldPause, driftPause].filter((r) => r.mode === 'automatic');
  return (
    <>
      <PageHeader
        lead="A rule acts on a bound of a 95 % interval that holds at every look, never on a share alone. A lead’s own decision stands above it."
        title={
          automatic.length === 0
            ? 'No rule moves anybody by itself'
            : `${automatic.length} of 4 rules move annotators by themselves`
        }
      />
      <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,1fr)_340px]">
        <RulesForm inForce={inForce} slug={slug} />
        <VersionHistory
          empty={{
            title: 'Nobody has changed the rules yet',
            text: 'The first ones are in force: they propose, and move nobody out by themselves.',
          }}
          versions={rulesHistory(versions)}
        />
      </div>
    </>
  );
}
