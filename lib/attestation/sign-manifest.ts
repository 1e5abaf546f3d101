import { SignJWT } from 'jose';
import { attestationIssuer } from './sign-attestation';
import { ALGORITHM, ATTESTATION_SECONDS, currentKey } from './signing-keys';

/** What binds the files of a training package to the labels that were judged. */
export interface PackageManifest {
  snapshot: string;
  run: string;
  decision: number;
  /** SHA-256 by path. */
  files: Record<string, string>;
}

/** Signs it with the key that attestations are signed with, for as long: whoever trains checks both. */
export async function signManifest(manifest: PackageManifest): Promise<string> {
  const { id, key } = await currentKey();
  const issued = Math.floor(Date.now() / 1000);
  return new SignJWT({ ...manifest })
    .setProtectedHeader({ alg: ALGORITHM, kid: id, typ: 'JWT' })
    .setIssuer(attestationIssuer())
    .setIssuedAt(issued)
    .setExpirationTime(issued + ATTESTATION_SECONDS)
    .sign(key);
}
