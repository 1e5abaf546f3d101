import { Card } from '#components/ui/card';
import { CodeBlock } from '#components/ui/code-block';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { Time } from '#components/ui/time';
import { pageActor } from '#lib/access/page-actor';
import { roleMay } from '#lib/access/permissions';
import { attestationIssuer } from '#lib/attestation/sign-attestation';
import { aliasesInForce, aliasHistory } from '#lib/scoring/model-alias';
import { rewardModels } from '#lib/scoring/reward-models';
import { AliasForm } from './alias-form';
import { DoorTable } from './door-table';
import { VersionTable } from './version-table';

export const metadata = { title: 'Reward models' };

/** Which models are there, which one answers whom, and how they are called. */
export default async function ModelsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const actor = await pageActor('reward:score', slug);
  const [models, aliases, history] = await Promise.all([
    rewardModels(actor.project.id),
    aliasesInForce(actor.project.id),
    aliasHistory(actor.project.id, 20),
  ]);
  if (!models.length) {
    return (
      <EmptyState icon="model" page title="No reward model yet">
        The first run that passes the gate makes one.
      </EmptyState>
    );
  }
  const address = attestationIssuer();
  return (
    <>
      <PageHeader
        lead={
          aliases.production
            ? `Whoever asks for no version, or for “production”, is answered by it.${aliases.candidate ? ` ${aliases.candidate} is the candidate.` : ''}`
            : `Until one is, the newest answers whoever names no version: ${models[0]!.name}.`
        }
        title={aliases.production ? `${aliases.production} is in production` : 'No model is in production'}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-3 lg:grid-cols-[minmax(0,1fr)_minmax(300px,360px)] lg:grid-rows-[auto_1fr]">
        <VersionTable base={`/p/${slug}`} rows={models} />
        <div className="grid content-start gap-3 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <Card note="names that stay" title="Aliases">
            {roleMay(actor.role, 'model-alias:set') ? (
              <AliasForm aliases={aliases} models={models.map(({ name }) => name)} slug={slug} />
            ) : (
              <p className="text-ink-2">
                production: <b>{aliases.production ?? 'none'}</b> · candidate:{' '}
                <b>{aliases.candidate ?? 'none'}</b>. An admin of the project changes them.
              </p>
            )}
          </Card>
          {history.length > 0 && (
            <Card padded={false} title="History">
              <ul className="pb-2">
                {history.map((change) => (
                  <li
                    className="border-line border-b px-4 py-2 last:border-b-0"
                    key={`${change.at} ${change.alias}`}
                  >
                    <b>{change.alias}</b> → {change.model ?? 'none'}
                    <span className="block text-ink-3 text-small">
                      {change.by ?? 'the system'} · <Time at={change.at} />
                      {change.note && ` · ${change.note}`}
                    </span>
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </div>
        <Card
          note="a key with the permission reward:score, as bearer, as password, or as ?key= for clients that can set no header"
          title="How to call it"
        >
          <CodeBlock
            code={`curl ${address}/api/v1/rewards -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" \\\n  -d '{"prompt": "How do I keep basil fresh?", "responses": ["In water.", "No idea."]}'`}
            label="A request"
          />
          <DoorTable base={`${address}/serve`} />
        </Card>
      </div>
    </>
  );
}
