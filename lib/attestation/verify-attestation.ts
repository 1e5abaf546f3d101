import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from 'jose';
import { type AttestationClaims, attestationClaims } from './attestation-claims';
import { ALGORITHM } from './signing-keys';

export interface AttestationVerdict {
  /** Signed, in date, about what was asked for, and passed. */
  ok: boolean;
  /** Why not, in a sentence. */
  reason: string | null;
  /** Null when the signature or the dates do not hold. */
  claims: AttestationClaims | null;
}

/**
 * Whether one may train on a word of this token: the signature holds, it is in date, it names the project, batch and
 * snapshot that were asked for, and it says passed. A token about another snapshot is refused, however well signed.
 */
export async function verifyAttestation(
  token: string,
  keys: JSONWebKeySet,
  wanted: { project?: string; batch?: number; snapshot?: string; issuer?: string } = {},
  now: Date = new Date(),
): Promise<AttestationVerdict> {
  const refuse = (reason: string, claims: AttestationClaims | null = null) => ({ ok: false, reason, claims });
  let claims: AttestationClaims;
  try {
    const { payload } = await jwtVerify(token.trim(), createLocalJWKSet(keys), {
      algorithms: [ALGORITHM],
      issuer: wanted.issuer,
      requiredClaims: ['iss', 'iat', 'exp', 'jti'],
      currentDate: now,
    });
    // A clock that was set back would otherwise keep an old token alive.
    if (payload.iat! > now.getTime() / 1000 + 60)
      return refuse('It was signed in the future: check the clock.');
    claims = attestationClaims.parse(payload);
  } catch (error) {
    if (error instanceof errors.JWTExpired) return refuse('It has expired. Ask the gate again.');
    if (error instanceof errors.JOSEError) return refuse(`It does not verify: ${error.message}.`);
    return refuse('It is not an attestation of the gate.');
  }
  for (const [name, is, asked] of [
    ['project', claims.project, wanted.project],
    ['batch', claims.batch.number, wanted.batch],
    ['snapshot', claims.snapshot, wanted.snapshot],
  ] as const) {
    if (asked !== undefined && is !== asked)
      return refuse(`It is about the ${name} ${is}, not ${asked}.`, claims);
  }
  if (!claims.passed) return refuse(`The gate says ${claims.verdict}.`, claims);
  return { ok: true, reason: null, claims };
}
