import type { Command } from 'commander';
import { rotateKeys } from '#lib/attestation/signing-keys';
import { SYSTEM_ACTOR } from '#lib/audit';
import { findDatabase } from './find-database';

/** `concord rotate-keys`: a new key signs from now on; what the old one signed stays verifiable while it is valid. */
export function registerRotateKeys(program: Command): void {
  program
    .command('rotate-keys')
    .description('Sign attestations with a new key from now on')
    .option('--json', 'print one JSON object for machines')
    .addHelpText('after', '\nExample:\n  concord rotate-keys')
    .action(async ({ json }: { json?: boolean }) => {
      await findDatabase();
      const id = await rotateKeys(SYSTEM_ACTOR);
      console.log(json ? JSON.stringify({ id }) : `Attestations are signed with the key ${id} from now on.`);
    });
}
