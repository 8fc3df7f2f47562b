// What may the code say, and which room may import which? The same table is held by test/architecture.test.ts.

import { builtinModules } from 'node:module';
import js from '@eslint/js';
import jest from 'eslint-plugin-jest';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * The dependency rule. `values` are rooms that may be imported, `types` only by `import type`, `packages` the packages
 * that may be used (absent: any), `node` whether Node's own modules may be. A room that stands in neither list is forbidden.
 * The vocabulary is open wherever contracts are: it is what their schemas are made of.
 */
const temporalInWorkflows = ['@temporalio/workflow', '@temporalio/common'];
const allOfSrc = ['src/contracts', 'src/domain', 'src/ports', 'src/errors', 'src/config'];
const rooms = {
  'src/contracts': { values: ['src/domain/vocabulary'], packages: ['zod'], node: false },
  'src/domain': { types: ['src/contracts'], packages: [], node: false },
  // Workflows reach the rest of the domain, and their bundle holds no package but Temporal's: this file is for activities only.
  'src/domain/metrics-interval.ts': { types: ['src/contracts'], packages: ['simple-statistics'], node: false },
  'src/ports': { types: ['src/domain', 'src/contracts'], packages: [], node: 'types' },
  'src/errors': { types: ['src/domain', 'src/contracts'], packages: [], node: false },
  'src/config': { values: ['src/contracts', 'src/errors', 'src/domain'], node: true },
  workflows: { values: ['src/domain'], types: ['src/contracts', 'activities'], packages: temporalInWorkflows, node: false },
  activities: {
    values: ['src/contracts', 'src/domain', 'src/ports', 'src/errors'],
    packages: ['@temporalio/activity', '@temporalio/common'],
    node: true,
  },
  integrations: { values: ['src/ports', 'src/contracts', 'src/errors', 'src/domain/vocabulary'], types: ['src/domain'], node: true },
  worker: { values: [...allOfSrc, 'activities', 'integrations'], types: ['workflows'], node: true },
  workbench: { values: [...allOfSrc, 'activities', 'integrations'], node: true },
  proposal: { values: ['src/contracts', 'src/config', 'src/errors'], node: true },
  machine: { values: [...allOfSrc, 'integrations'], node: true },
  api: { values: [...allOfSrc, 'workflows/messages'], types: ['workflows'], node: true },
  'api/main.ts': { values: [...allOfSrc, 'workflows/messages', 'integrations/registry'], types: ['workflows'], node: true },
  dashboard: { values: ['src/contracts', 'src/domain/vocabulary'], node: true },
  client: { values: ['src/contracts', 'src/domain/vocabulary'], packages: ['zod', 'eventsource-parser'], node: false },
  clone: { values: ['src/contracts', 'src/domain/vocabulary', 'client'], node: true },
  cli: { values: ['src/contracts', 'src/domain/vocabulary', 'src/config/version', 'client', 'clone', 'mcp', 'workbench', 'machine', 'proposal'], node: true },
  mcp: { values: ['src/contracts', 'src/domain/vocabulary', 'src/config/version', 'client', 'clone', 'workbench'], node: true },
  ide: { values: ['src/contracts', 'src/domain/vocabulary', 'client', 'clone'], node: true },
};
const names = [...allOfSrc, 'workflows', 'activities', 'integrations', 'worker', 'workbench', 'machine', 'proposal', 'api', 'dashboard', 'client', 'clone', 'cli', 'mcp', 'ide', 'demo', 'bench', 'test', 'scripts'];
const doors = ['vocabulary', 'version', 'messages', 'registry', 'vscode/src/fix'];

function restrictionsOf(room, { values = [], types = [], packages, node }) {
  const patterns = names.filter((name) => name !== room && `${name}/main.ts` !== room && !values.includes(name)).map((name) => {
    const door = doors.find((candidate) => values.includes(`${name}/${candidate}`));
    const path = name.startsWith('src/') ? `(src/)?${name.slice('src/'.length)}` : name;
    const except = door ? `(?!/${door}(\\.[jt]s)?(/|$))` : '';
    const typeAllowed = types.includes(name);
    return {
      regex: `^(\\.{1,2}/)*\\.\\./${path}(?![\\w-])${except}`,
      allowTypeImports: typeAllowed,
      message: `${room} may not import ${name}${door ? ` except its ${door}` : ''}${typeAllowed ? ' except by `import type`' : ''}.`,
    };
  });
  if (node !== true) {
    const message = `${room} may not use Node's own modules${node ? ' except by `import type`' : ''}.`;
    patterns.push({ regex: `^(node:|(${builtinModules.join('|')})(/|$))`, allowTypeImports: node === 'types', message });
  }
  if (packages) {
    const judgedElsewhere = ['\\.', 'node:', ...builtinModules.map((name) => `${name}(/|$)`)];
    const allowed = packages.map((name) => `${name}(/|$)`);
    patterns.push({ regex: `^(?!${[...allowed, ...judgedElsewhere].join('|')})`, message: packages.length > 0 ? `${room} may use ${packages.join(', ')} only.` : `${room} may use no package.` });
  }
  return patterns;
}

const dependencyRule = Object.entries(rooms).map(([room, rule]) => ({
  name: `dayshift/rooms/${room}`,
  files: [room.endsWith('.ts') ? room : `${room}/**/*.{ts,tsx}`],
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: restrictionsOf(room, rule) }] },
}));

const noEnums = { selector: 'TSEnumDeclaration', message: 'Write a const object with a type of the same name instead of an enum.' };
const namedOnly = { selector: 'ExportDefaultDeclaration', message: 'Export by name.' };
const pure = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'No clock here: the time comes in as an argument.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'No clock here: the time comes in as an argument.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'No randomness here: it comes in as an argument.' },
];

export default defineConfig(
  { ignores: ['dist/', '**/node_modules/', '**/.dayshift/', 'demo/storefront/', 'coverage/', '**/*.d.ts', '**/dist/', '**/out/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    name: 'dayshift/everywhere',
    rules: {
      'max-lines': ['error', { max: 350 }],
      'no-restricted-syntax': ['error', noEnums, namedOnly],
      eqeqeq: ['error', 'always'],
      'prefer-const': 'error',
      // Reading what a terminal or a tool printed is about control characters.
      'no-control-regex': 'off',
    },
  },
  {
    name: 'dayshift/typescript',
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Our objects are closures without `this`: a method of theirs may be handed on.
      '@typescript-eslint/unbound-method': 'off',
      // A port's method is asynchronous by contract, whether or not this adapter has to wait.
      '@typescript-eslint/require-await': 'off',
      // Numbers and booleans in a text read well and lose nothing.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    },
  },
  ...dependencyRule,
  { name: 'dayshift/pure', files: ['src/domain/**/*.ts'], rules: { 'no-restricted-syntax': ['error', noEnums, namedOnly, ...pure] } },
  {
    name: 'dayshift/tests',
    files: ['test/**/*.ts'],
    extends: [jest.configs['flat/recommended']],
    rules: {
      'jest/no-disabled-tests': 'error',
      'jest/no-focused-tests': 'error',
      // Properties are asserted by fast-check, requests by supertest, a live feed by what is heard on it.
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'assert*', 'fc.assert', '**.expect', '**.hear'] }],
      'jest/no-standalone-expect': ['error', { additionalTestBlockFunctions: ['fc.asyncProperty', 'fc.property', 'fc.assert', 'fc.scheduledModelRun'] }],
      // What a matcher or the body of an answer gives is `any`, and the assertion is its check.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  {
    name: 'dayshift/scripts',
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'console', 'fetch', 'AbortController', 'AbortSignal', 'Buffer', 'URL', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance', 'require', 'module', '__dirname'].map((name) => [name, 'readonly']),
      ),
    },
  },
  { name: 'dayshift/configuration', files: ['**/*.config.{mjs,ts}'], rules: { 'no-restricted-syntax': ['error', noEnums] } },
);
