import { randomBytes } from 'node:crypto';
import { argon2id, argon2Verify } from 'hash-wasm';

// OWASP's recommendation for argon2id: 19 MiB, 2 passes, 1 lane. About 60 ms on one core.
const COST = { parallelism: 1, iterations: 2, memorySize: 19456, hashLength: 32 } as const;

export const MINIMUM_PASSWORD_LENGTH = 12;

/** The PHC string of a password: algorithm, cost and salt inside, so that costs can be raised later. */
export function hashPassword(password: string): Promise<string> {
  return argon2id({ ...COST, password, salt: randomBytes(16), outputType: 'encoded' });
}

// Verified in place of a missing account's hash, so that an unknown address costs as much time as a wrong password.
let nobody: Promise<string> | undefined;

/** Whether the password matches. With no hash (unknown or SSO-only account) it takes as long, and says no. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  nobody ??= hashPassword(randomBytes(18).toString('base64url'));
  const matches = await argon2Verify({ password, hash: hash ?? (await nobody) });
  return matches && hash !== null;
}
