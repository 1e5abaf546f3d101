import type { Command } from 'commander';
import { verifyAudit } from '#lib/access/verify-audit';
import { findDatabase } from './find-database';

/** `concord verify-audit`: exit code 0 when the audit log's chain is whole, 1 when it is broken. */
export function registerVerifyAudit(program: Command): void {
  program
    .command('verify-audit')
    .description('Check that no entry of the audit log was changed or removed')
    .option('--json', 'print one JSON object for machines')
    .addHelpText('after', '\nExample:\n  concord verify-audit && echo whole')
    .action(async ({ json }: { json?: boolean }) => {
      await findDatabase();
      const { entries, brokenAt, reason, lastHash } = await verifyAudit();
      if (json) console.log(JSON.stringify({ entries, brokenAt, reason, lastHash }));
      else
        console.log(
          brokenAt === null
            ? `The audit log is whole: ${entries} entries.`
            : `The audit log is broken at entry ${brokenAt}: ${reason}.`,
        );
      if (brokenAt !== null) process.exitCode = 1;
    });
}
