import { PageHeader } from '#components/ui/page-header';
import { apiKeys } from '#lib/access/api-key';
import { pageActor } from '#lib/access/page-actor';
import type { ApiKeyPermission } from '#lib/access/permissions';
import { KeyForm } from './key-form';
import { KeyTable } from './key-table';

export const metadata = { title: 'API keys' };

const MEANING: Record<ApiKeyPermission, string> = {
  'quality:read': 'Read agreement figures and the gate.',
  'label:post': 'Post the labels of people and of judges.',
  'comparison:import': 'Import comparisons and labels.',
  'checkpoint:post': 'Post the checkpoints of a training loop.',
  'export:read': 'Take labels out as a data set.',
  'reward:score': 'Score responses with the reward model.',
};

export default async function ApiKeysPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const actor = await pageActor('api-key:manage', slug);
  const now = Date.now();
  const rows = (await apiKeys(actor.project.id)).map((key) => ({
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    permissions: key.permissions,
    madeAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    state: key.revokedAt
      ? ('revoked' as const)
      : key.expiresAt && key.expiresAt.getTime() < now
        ? ('expired' as const)
        : ('valid' as const),
  }));
  const valid = rows.filter((row) => row.state === 'valid').length;
  return (
    <>
      <PageHeader
        lead="A key speaks for a program, in this project only. It is stored as a hash: whoever loses it makes another."
        title={
          valid === 0 ? 'No valid API key' : valid === 1 ? 'One valid API key' : `${valid} valid API keys`
        }
      />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_360px]">
        <KeyTable rows={rows} slug={slug} />
        <KeyForm
          permissions={Object.entries(MEANING).map(([id, meaning]) => ({ id, meaning }))}
          slug={slug}
        />
      </div>
    </>
  );
}
