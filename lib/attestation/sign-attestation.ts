import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { setting } from '#lib/env';
import type { AttestationClaims } from './attestation-claims';
import { ALGORITHM, ATTESTATION_SECONDS, currentKey } from './signing-keys';

export interface SignedAttestation {
  attestation: string;
  /** ISO 8601. */
  expiresAt: string;
}

/** Who signs: the address that people type, so that installations can be told apart. */
export const attestationIssuer = (): string => setting('APP_URL') ?? `http://localhost:${setting('PORT')}`;

/**
 * Signs what the gate said as a JSON Web Token. Valid for an hour, and never beyond a waiver: whoever trains later asks
 * again.
 */
export async function signAttestation(
  claims: AttestationClaims,
  now: Date = new Date(),
): Promise<SignedAttestation> {
  const { id, key } = await currentKey();
  const issued = Math.floor(now.getTime() / 1000);
  const waiverEnd = claims.waiver ? Math.floor(Date.parse(claims.waiver.expiresAt) / 1000) : Infinity;
  const expires = Math.min(issued + ATTESTATION_SECONDS, waiverEnd);
  const attestation = await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: ALGORITHM, kid: id, typ: 'JWT' })
    .setIssuer(attestationIssuer())
    .setSubject(`${claims.project}/batch-${claims.batch.number}`)
    .setIssuedAt(issued)
    .setExpirationTime(expires)
    .setJti(randomUUID())
    .sign(key);
  return { attestation, expiresAt: new Date(expires * 1000).toISOString() };
}
