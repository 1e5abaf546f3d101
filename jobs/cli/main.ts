import { Command } from 'commander';
import { closeDatabase } from '#lib/db';
import { readSettingsFile, SettingsError } from '#lib/env';
import { ConcordError } from '#lib/errors';
import { registerAgreement } from './agreement';
import { registerCreateAdmin } from './create-admin';
import { registerDrift } from './drift';
import { fitLabelModels } from './fit-label-models';
import { registerImport } from './import';
import { registerVerifyAudit } from './verify-audit';

/** Exit codes: 0 done, 1 the gate or a check says no, 2 bad usage or input. */
const BAD_INPUT = 2;

readSettingsFile();
const program = new Command('concord')
  .description('Measure annotator quality, and train only on labels that pass the gate.')
  .showHelpAfterError('(concord --help lists the commands)')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : BAD_INPUT));

registerAgreement(program, fitLabelModels);
registerDrift(program);
registerImport(program);
registerCreateAdmin(program);
registerVerifyAudit(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof ConcordError || error instanceof SettingsError)) throw error;
  process.stderr.write(`concord: ${error.message}\n`);
  process.exitCode = BAD_INPUT;
} finally {
  await closeDatabase();
}
