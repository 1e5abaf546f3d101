import { Command } from 'commander';
import { closeDatabase } from '#lib/db';
import { readSettingsFile, SettingsError } from '#lib/env';
import { ConcordError } from '#lib/errors';
import { keepHeapSmall } from './keep-heap-small';

/**
 * Each command with the module that registers it. Only the one that is called is loaded: a million labels leave less room for
 * programs that do something else.
 */
const COMMANDS: Record<string, (program: Command) => Promise<void>> = {
  agreement: async (program) => {
    const [{ registerAgreement }, { fitLabelModels }] = await Promise.all([
      import('./agreement'),
      import('./fit-label-models'),
    ]);
    registerAgreement(program, fitLabelModels);
  },
  drift: async (program) => (await import('./drift')).registerDrift(program),
  import: async (program) => (await import('./import')).registerImport(program),
  export: async (program) => {
    if (called === 'export') keepHeapSmall();
    (await import('./export')).registerExport(program);
  },
  simulate: async (program) => (await import('./simulate')).registerSimulate(program),
  'simulate-optimisation': async (program) =>
    (await import('./simulate-optimisation')).registerSimulateOptimisation(program),
  gate: async (program) => (await import('./gate')).registerGate(program),
  train: async (program) => (await import('./train')).registerTrain(program),
  'verify-attestation': async (program) =>
    (await import('./verify-attestation')).registerVerifyAttestation(program),
  'rotate-keys': async (program) => (await import('./rotate-keys')).registerRotateKeys(program),
  'create-admin': async (program) => (await import('./create-admin')).registerCreateAdmin(program),
  seed: async (program) => (await import('./seed')).registerSeed(program),
  'verify-audit': async (program) => (await import('./verify-audit')).registerVerifyAudit(program),
};

/** Exit codes: 0 done, 1 the gate or a check says no, 2 bad usage or input. */
const BAD_INPUT = 2;

readSettingsFile();
const called = process.argv[2] ?? '';
const program = new Command('concord')
  .description('Measure annotator quality, and train only on labels that pass the gate.')
  .showHelpAfterError('(concord --help lists the commands)')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : BAD_INPUT));

for (const [name, register] of Object.entries(COMMANDS))
  if (!Object.hasOwn(COMMANDS, called) || name === called) await register(program);

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
