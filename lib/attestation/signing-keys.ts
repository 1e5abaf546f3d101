import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { type AuditActor, recordAudit, SYSTEM_ACTOR } from '#lib/audit';
import { pool, type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { openSecret, sealSecret } from '#lib/seal';

export const ALGORITHM = 'EdDSA';

/** No attestation is valid for longer, so a retired key may be forgotten after this. */
export const ATTESTATION_SECONDS = 3600;

/** Clocks differ, and caches keep a key set for a while. */
const GRACE_SECONDS = 3600;

export interface SigningKeySummary {
  id: string;
  createdAt: string;
  retiredAt: string | null;
  /** Until when its public half is told; null while it signs. */
  toldUntil: string | null;
}

interface KeyRow {
  id: string;
  public_key: JWK;
  sealed_key: string;
  created_at: Date;
  retired_at: Date | null;
}

const CURRENT = 'SELECT * FROM signing_key WHERE retired_at IS NULL';

/** The key that signs now; made on first use. Two processes that make one at the same moment end with the same. */
export async function currentKey(): Promise<{ id: string; key: Awaited<ReturnType<typeof importJWK>> }> {
  let row = (await pool().query<KeyRow>(CURRENT)).rows[0];
  if (!row) {
    await transaction((tx) => addKey(tx, SYSTEM_ACTOR, 'signing-key.create'));
    row = (await pool().query<KeyRow>(CURRENT)).rows[0]!;
  }
  const opened = openSecret(row.sealed_key, 'signing-key');
  if (opened === null)
    throw new ConcordError(
      'unavailable',
      'The signing key was sealed with another secret. A site admin makes a new one with: concord rotate-keys.',
    );
  return { id: row.id, key: await importJWK(JSON.parse(opened) as JWK, ALGORITHM) };
}

/**
 * Makes a new key for everything that is signed from now on. The one before stays among the public keys until nothing
 * that it signed can still be valid.
 */
export function rotateKeys(actor: AuditActor): Promise<string> {
  return transaction(async (tx) => {
    await tx.query('LOCK TABLE signing_key IN SHARE ROW EXCLUSIVE MODE');
    await tx.query('UPDATE signing_key SET retired_at = now() WHERE retired_at IS NULL');
    return addKey(tx, actor, 'signing-key.rotate');
  });
}

async function addKey(tx: Queryable, actor: AuditActor, action: string): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
  const jwk = await exportJWK(publicKey);
  const id = await calculateJwkThumbprint(jwk);
  const sealed = sealSecret(JSON.stringify(await exportJWK(privateKey)), 'signing-key');
  const { rowCount } = await tx.query(
    `INSERT INTO signing_key (id, public_key, sealed_key) VALUES ($1, $2, $3)
     ON CONFLICT ((retired_at IS NULL)) WHERE retired_at IS NULL DO NOTHING`,
    [id, JSON.stringify({ ...jwk, kid: id, alg: ALGORITHM, use: 'sig' }), sealed],
  );
  if (rowCount) await recordAudit(tx, { projectId: null, actor, action, subject: `signing-key:${id}` });
  return id;
}

const TOLD = `retired_at IS NULL OR retired_at > now() - make_interval(secs => ${ATTESTATION_SECONDS + GRACE_SECONDS})`;

/** The JSON Web Key Set that others verify with, the current key first. */
export async function publicKeys(): Promise<{ keys: JWK[] }> {
  const { rows } = await pool().query<Pick<KeyRow, 'public_key'>>(
    `SELECT public_key FROM signing_key WHERE ${TOLD} ORDER BY retired_at DESC NULLS FIRST`,
  );
  if (rows.length) return { keys: rows.map((row) => row.public_key) };
  await currentKey();
  return publicKeys();
}

/** All keys there ever were, newest first; never their private halves. */
export async function signingKeys(): Promise<SigningKeySummary[]> {
  const { rows } = await pool().query<Pick<KeyRow, 'id' | 'created_at' | 'retired_at'>>(
    'SELECT id, created_at, retired_at FROM signing_key ORDER BY created_at DESC',
  );
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at.toISOString(),
    retiredAt: row.retired_at?.toISOString() ?? null,
    toldUntil:
      row.retired_at &&
      new Date(row.retired_at.getTime() + (ATTESTATION_SECONDS + GRACE_SECONDS) * 1000).toISOString(),
  }));
}
