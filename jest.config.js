const transform = {
  '^.+\\.tsx?$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', tsx: true },
        target: 'es2024',
        transform: { react: { runtime: 'automatic' } },
      },
      module: { type: 'es6' },
    },
  ],
};

const project = (displayName, folder, more) => ({
  displayName,
  rootDir: import.meta.dirname,
  testMatch: [`<rootDir>/${folder}/**/*.test.{ts,tsx}`],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform,
  modulePathIgnorePatterns: ['<rootDir>/.data', '/dist/'],
  ...more,
});

/** Unit tests stand beside their subjects; apps/api/test is integration, against a real Postgres and through HTTP. */
export default {
  // Jest would leave one of two cores to itself.
  maxWorkers: 2,
  testTimeout: 30_000,
  projects: [
    project('unit', '{packages,prisma,scripts,bench,apps/api/src}'),
    project('web', 'apps/web/src', { testEnvironment: 'jsdom' }),
    project('integration', 'apps/api/test', {
      globalSetup: '<rootDir>/apps/api/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/apps/api/test/support/global-teardown.ts',
    }),
  ],
};
