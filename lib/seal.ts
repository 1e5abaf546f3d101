import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { env } from '#lib/env';

/** What a key is for: a value sealed for one purpose opens for no other. */
export type SealPurpose = 'signing-key' | 'webhook-secret' | 'quality-report' | 'annotator-pseudonym';

/** A key of its own per purpose, from SEAL_SECRET or, where that is not set, AUTH_SECRET. */
function keyFor(purpose: SealPurpose): Buffer {
  const { SEAL_SECRET, AUTH_SECRET } = env();
  return Buffer.from(hkdfSync('sha256', SEAL_SECRET ?? AUTH_SECRET, 'concord', purpose, 32));
}

/** Encrypts a secret for the database (AES-256-GCM): whoever reads the tables alone learns nothing. */
export function sealSecret(secret: string, purpose: SealPurpose): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), iv);
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** The secret again; null when it was sealed with another secret of the installation, or was changed. */
export function openSecret(sealed: string, purpose: SealPurpose): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < 28) return null;
  const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  try {
    return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}

/** The seal of plain data: only who knows the installation's secret can make it. Blind to the order of keys. */
export function sealOf(value: unknown, purpose: SealPurpose): string {
  return createHmac('sha256', keyFor(purpose)).update(canonical(value)).digest('base64url');
}

export function isSealOf(seal: string, value: unknown, purpose: SealPurpose): boolean {
  const given = Buffer.from(seal);
  const right = Buffer.from(sealOf(value, purpose));
  return given.length === right.length && timingSafeEqual(given, right);
}

/** As JSON with sorted keys: what a jsonb column gives back is the same text as what went in. */
function canonical(value: unknown): string {
  return JSON.stringify(JSON.parse(JSON.stringify(value)), (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
