import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { dataFile } from './checkout';

/** The secret that signs the sessions of the embedded installation: made once, so that a restart signs nobody out. */
export function keptSecret(): string {
  const file = dataFile('auth-secret');
  try {
    fs.writeFileSync(file, randomBytes(33).toString('base64'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return fs.readFileSync(file, 'utf8').trim();
}
