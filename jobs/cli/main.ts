import { Command } from 'commander';
import { closeDatabase } from '#lib/db';
import { readSettingsFile, SettingsError } from '#lib/env';
import { ConcordError } from '#lib/errors';
import { registerAgreement } from './agreement';
import { registerCreateAdmin } from './create-admin';
import { registerDrift } from './drift';
import { registerExport } from './export';
import { fitLabelModels } from './fit-label-models';
import { registerGate } from './gate';
import { registerImport } from './import';
import { registerRotateKeys } from './rotate-keys';
import { registerSeed } from './seed';
import { registerSimulate } from './simulate';
import { registerSimulateOptimisation } from './simulate-optimisation';
import { registerTrain } from './train';
import { registerVerifyAttestation } from './verify-attestation';
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
registerExport(program);
registerSimulate(program);
registerSimulateOptimisation(program);
registerGate(program);
registerTrain(program);
registerVerifyAttestation(program);
registerRotateKeys(program);
registerCreateAdmin(program);
registerSeed(program);
registerVerifyAudit(program);

try {
  await program.parseAsync();
} catch (error) {
  const expected = error instanceof ConcordError || error instanceof SettingsError;
  // Never 1 for an accident: a pipeline must be able to tell "no" from "could not ask".
  process.stderr.write(`concord: ${expected ? error.message : ((error as Error).stack ?? error)}\n`);
  process.exitCode = BAD_INPUT;
} finally {
  await closeDatabase();
}
