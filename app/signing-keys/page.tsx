import { AppShell } from '#components/ui/app-shell';
import { Breadcrumb } from '#components/ui/breadcrumb';
import { Card } from '#components/ui/card';
import { Chip } from '#components/ui/chip';
import { CodeBlock } from '#components/ui/code-block';
import { PageHeader } from '#components/ui/page-header';
import { Time } from '#components/ui/time';
import { pageActor } from '#lib/access/page-actor';
import { attestationIssuer } from '#lib/attestation/sign-attestation';
import { signingKeys } from '#lib/attestation/signing-keys';
import { AccountMenu } from '../account-menu';
import { RotateDialog } from './rotate-dialog';

export const metadata = { title: 'Signing keys' };

/** The keys that sign attestations, of the whole installation. */
export default async function SigningKeysPage() {
  const person = await pageActor('signing-key:rotate');
  const keys = await signingKeys();
  const now = new Date().toISOString();
  const verify = `concord verify-attestation gate.json --keys ${new URL('/.well-known/jwks.json', attestationIssuer()).href}`;
  return (
    <AppShell
      breadcrumb={<Breadcrumb items={[{ label: 'Projects', href: '/' }, { label: 'Signing keys' }]} />}
      home="/"
      items={[{ href: '/', label: 'Projects', icon: 'projects' }]}
      user={<AccountMenu detail={person.email} name={person.name} />}
    >
      <div className="mx-auto grid max-w-3xl gap-3">
        <PageHeader
          actions={<RotateDialog />}
          lead="What the gate says is signed, so that a pipeline elsewhere can check it without trusting whoever hands it over."
          title={keys.length === 0 ? 'The first attestation makes the first key' : 'One key signs'}
        />
        {keys.length > 0 && (
          <Card padded={false} title="Keys">
            <ul className="mt-2">
              {keys.map((key) => (
                <li
                  className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-t px-4 py-2"
                  key={key.id}
                >
                  <span className="min-w-[min(100%,240px)] flex-1 break-all font-mono text-small">
                    {key.id}
                  </span>
                  <span className="text-ink-3 text-small">
                    made <Time at={key.createdAt} />
                  </span>
                  {key.toldUntil === null ? (
                    <Chip icon="check" tone="pass">
                      signs
                    </Chip>
                  ) : key.toldUntil > now ? (
                    <Chip>
                      told until <Time at={key.toldUntil} />
                    </Chip>
                  ) : (
                    <Chip>forgotten</Chip>
                  )}
                </li>
              ))}
            </ul>
          </Card>
        )}
        <Card title="How others verify">
          <p className="mb-2 text-ink-2">
            With any JOSE library: algorithm EdDSA, keys from the address below, issuer{' '}
            <span className="font-mono text-small">{attestationIssuer()}</span>. Or with Concord’s own
            command:
          </p>
          <CodeBlock code={verify} label="command" />
        </Card>
      </div>
    </AppShell>
  );
}
