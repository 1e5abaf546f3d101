import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // One file per core; of itself Vitest leaves one core idle, and half the time is spent waiting for disks and processes.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/house.test.ts', 'tests/unit/**/*.test.ts', 'tests/reference/**/*.test.ts'],
          // Catches what hangs; how fast something is, the benches say. A busy machine takes ten times as long.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/integration/setup/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
