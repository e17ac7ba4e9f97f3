import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/built.ts'],
    setupFiles: ['test/support/setup.ts'],
    env: {
      // How often each law is tried; `--mode laws` is the long run.
      CUSTOMETRY_RUNS: process.env['CUSTOMETRY_RUNS'] ?? (mode === 'laws' ? '10000' : '100'),
      // The same values every time, so that who changes nothing breaks nothing; the long run looks for new ones.
      CUSTOMETRY_SEED: process.env['CUSTOMETRY_SEED'] ?? (mode === 'laws' ? 'random' : '1'),
    },
    testTimeout: mode === 'laws' ? 600_000 : 60_000,
  },
}));
