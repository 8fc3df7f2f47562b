// Does the house stand as it was drawn? Reads every import in the tree and holds each room to what it may import,
// the size of files, the names of folders and the opening comments. The lint has a table of its own; this is the second.

import { readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix } from 'node:path';
import ts from 'typescript';

interface Rule {
  /** Rooms, or single files of a room, that may be imported by value. */
  values: string[];
  /** Rooms of which only types may be imported. */
  types?: string[];
  /** Packages that may be used; absent where the room may choose. */
  packages?: string[];
  /** Node's own modules: by value, as types only, or not at all. */
  node: 'yes' | 'types' | 'no';
}

const src = ['src/contracts', 'src/domain', 'src/ports', 'src/errors', 'src/config'];
const temporal = ['@temporalio/common'];
const everything = [...src, 'workflows', 'activities', 'integrations', 'worker', 'workbench', 'machine', 'proposal', 'api', 'dashboard', 'client', 'clone', 'cli', 'mcp', 'ide', 'demo', 'bench', 'test', 'scripts'];

const rules: Record<string, Rule> = {
  'src/contracts': { values: ['src/domain/vocabulary'], packages: ['zod'], node: 'no' },
  'src/domain': { values: [], types: ['src/contracts'], packages: [], node: 'no' },
  'src/domain/metrics-interval': { values: ['src/domain'], types: ['src/contracts'], packages: ['simple-statistics'], node: 'no' },
  'src/ports': { values: [], types: ['src/domain', 'src/contracts'], packages: [], node: 'types' },
  'src/errors': { values: [], types: ['src/domain', 'src/contracts'], packages: [], node: 'no' },
  'src/config': { values: ['src/contracts', 'src/errors', 'src/domain'], node: 'yes' },
  workflows: { values: ['src/domain'], types: ['src/contracts', 'activities'], packages: ['@temporalio/workflow', ...temporal], node: 'no' },
  activities: {
    values: ['src/contracts', 'src/domain', 'src/ports', 'src/errors'],
    packages: ['@temporalio/activity', ...temporal],
    node: 'yes',
  },
  integrations: { values: ['src/ports', 'src/contracts', 'src/errors', 'src/domain/vocabulary'], types: ['src/domain'], node: 'yes' },
  worker: { values: [...src, 'activities', 'integrations'], types: ['workflows'], node: 'yes' },
  workbench: { values: [...src, 'activities', 'integrations'], node: 'yes' },
  proposal: { values: ['src/contracts', 'src/config', 'src/errors'], node: 'yes' },
  machine: { values: [...src, 'integrations'], node: 'yes' },
  api: { values: [...src, 'workflows/messages'], types: ['workflows'], node: 'yes' },
  'api/main': { values: [...src, 'workflows/messages', 'integrations/registry'], types: ['workflows'], node: 'yes' },
  dashboard: { values: ['src/contracts', 'src/domain/vocabulary'], node: 'yes' },
  client: { values: ['src/contracts', 'src/domain/vocabulary'], packages: ['zod', 'eventsource-parser'], node: 'no' },
  clone: { values: ['src/contracts', 'src/domain/vocabulary', 'client'], node: 'yes' },
  cli: { values: ['src/contracts', 'src/domain/vocabulary', 'src/config/version', 'client', 'clone', 'mcp', 'workbench', 'machine', 'proposal'], node: 'yes' },
  mcp: { values: ['src/contracts', 'src/domain/vocabulary', 'src/config/version', 'client', 'clone', 'workbench'], node: 'yes' },
  ide: { values: ['src/contracts', 'src/domain/vocabulary', 'client', 'clone'], node: 'yes' },
  demo: { values: everything, node: 'yes' },
  bench: { values: everything, node: 'yes' },
  test: { values: everything, node: 'yes' },
  scripts: { values: [], packages: [], node: 'yes' },
};

const mostLines = 350;
const namelessFolders = ['utils', 'common', 'helpers', 'types', 'lib'];
const openedByComment = ['src/', 'workflows/', 'activities/', 'integrations/', 'api/', 'workbench/', 'client/', 'clone/', 'mcp/', 'ide/', 'machine/', 'proposal/'];
const notOurs = new Set(['node_modules', 'dist', '.git', '.dayshift', 'coverage', 'out']);

interface Import {
  specifier: string;
  typeOnly: boolean;
}

/** Every import of a file: static, re-exported, dynamic, by `require`, and as a type in place. */
function importsOf(path: string, text: string): Import[] {
  const found: Import[] = [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  function add(node: ts.Node | undefined, typeOnly: boolean): void {
    if (node && ts.isStringLiteralLike(node)) found.push({ specifier: node.text, typeOnly });
  }
  function visit(node: ts.Node): void {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnlyImport(node));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isExternalModuleReference(node)) add(node.expression, false);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && isLoading(node.expression)) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  }
  visit(file);
  return found;
}

function isTypeOnlyImport(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const names = clause.namedBindings;
  return !clause.name && !!names && ts.isNamedImports(names) && names.elements.length > 0 && names.elements.every((element) => element.isTypeOnly);
}

function isLoading(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  if (ts.isPropertyAccessExpression(callee)) return ts.isIdentifier(callee.expression) && callee.expression.text === 'require' && callee.name.text === 'resolve';
  return ts.isIdentifier(callee) && callee.text === 'require';
}

/** The rule that holds for a path: that of the file itself, else of the room that it lies in. */
function ruleFor(path: string): { room: string; rule: Rule } | undefined {
  const name = withoutExtension(path);
  const room = Object.keys(rules)
    .filter((candidate) => name === candidate || name.startsWith(`${candidate}/`))
    .sort((left, right) => right.length - left.length)[0];
  const rule = room === undefined ? undefined : rules[room];
  return room === undefined || !rule ? undefined : { room, rule };
}

function withoutExtension(path: string): string {
  return path.replace(/(\.d)?\.([cm]?[jt]sx?)$/, '').replace(/\/index$/, '');
}

function isWithin(target: string, places: string[]): boolean {
  return places.some((place) => target === place || target.startsWith(`${place}/`));
}

/** What is wrong with one import, in words; undefined when nothing is. */
function faultOf(path: string, { specifier, typeOnly }: Import): string | undefined {
  const place = ruleFor(path);
  if (!place) return `${path} lies in no room`;
  const { room, rule } = place;
  const complaint = `${path} imports ${specifier}`;
  if (specifier.startsWith('.')) {
    const target = withoutExtension(posix.normalize(posix.join(posix.dirname(path), specifier)));
    if (target.startsWith('..')) return `${complaint}, which lies outside the project`;
    const home = room.startsWith('src/') ? room : (room.split('/')[0] ?? room);
    if (isWithin(target, [home, ...rule.values])) return undefined;
    if (isWithin(target, rule.types ?? [])) return typeOnly ? undefined : `${complaint} by value; only its types may be imported`;
    return `${complaint}, which ${room} may not import`;
  }
  if (specifier.startsWith('node:') || builtinModules.includes(specifier.split('/')[0] ?? '')) {
    return rule.node === 'yes' || (rule.node === 'types' && typeOnly) ? undefined : `${complaint}, a module of Node`;
  }
  const known = !rule.packages || rule.packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
  return known ? undefined : `${complaint}, a package that ${room} may not use`;
}

function faultsOf(files: Map<string, string>): string[] {
  return [...files].flatMap(([path, text]) => importsOf(path, text).flatMap((found) => faultOf(path, found) ?? []));
}

/** What a file loads, and what that loads: every package by the chain that leads to it. Types are not loaded. */
function packagesBehind(start: string, files: Map<string, string>): string[] {
  const chains = new Map([[start, start]]);
  const found: string[] = [];
  for (const [path, chain] of chains) {
    for (const { specifier } of importsOf(path, files.get(path) ?? '').filter(({ typeOnly }) => !typeOnly)) {
      if (!specifier.startsWith('.')) found.push(`${chain} > ${specifier}`);
      const place = posix.normalize(posix.join(posix.dirname(path), specifier));
      const next = [`${place}.ts`, `${place}/index.ts`].find((file) => files.has(file));
      if (specifier.startsWith('.') && next && !chains.has(next)) chains.set(next, `${chain} > ${next}`);
    }
  }
  return found;
}

const root = join(__dirname, '..');

function listFiles(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (notOurs.has(entry.name) || path === 'demo/storefront') return [];
    return entry.isDirectory() ? listFiles(path) : [path];
  });
}

const all = listFiles();
const code = new Map(
  all.filter((path) => path.includes('/') && /\.([cm]?[jt]sx?)$/.test(path)).map((path) => [path, readFileSync(join(root, path), 'utf8')]),
);

describe('the tree', () => {
  it('is seen: the reader finds the rooms', () => {
    expect([...code.keys()]).toEqual(expect.arrayContaining(['src/domain/vocabulary.ts', 'scripts/start.mjs', 'test/architecture.test.ts']));
  });

  it('imports only along the dependency rule', () => {
    expect(faultsOf(code)).toEqual([]);
  });

  it('loads nothing but Temporal into the workflow bundle', () => {
    const starts = [...code.keys()].filter((path) => path.startsWith('workflows/'));
    const packages = starts.flatMap((path) => packagesBehind(path, code));
    expect(packages.some((chain) => chain.endsWith('@temporalio/workflow'))).toBe(true);
    expect(packages.filter((chain) => !chain.includes(' > @temporalio/'))).toEqual([]);
  });

  it(`has no file over ${mostLines} lines`, () => {
    expect([...code].filter(([, text]) => text.trimEnd().split('\n').length > mostLines).map(([path]) => path)).toEqual([]);
  });

  it('has no folder whose name says nothing', () => {
    expect(all.filter((path) => path.split('/').slice(0, -1).some((name) => namelessFolders.includes(name)))).toEqual([]);
  });

  it('opens every file of the inner rooms with the question that it answers', () => {
    const inner = [...code].filter(([path]) => path.endsWith('.ts') && openedByComment.some((room) => path.startsWith(room)));
    expect(inner.filter(([, text]) => !/^\/[/*]/.test(text)).map(([path]) => path)).toEqual([]);
  });
});

describe('a forbidden import is found', () => {
  it.each([
    ['src/domain/verdict-cell.ts', "import { z } from 'zod';"],
    ['src/domain/verdict-cell.ts', "import { Alert } from '../contracts/alert';"],
    ['src/domain/verdict-cell.ts', "import { readFileSync } from 'fs';"],
    ['src/domain/metrics-regression.ts', "import { median } from 'simple-statistics';"],
    ['src/domain/metrics-interval.ts', "import { z } from 'zod';"],
    ['src/contracts/alert.ts', "import { decide } from '../domain/lifecycle';"],
    ['src/ports/deployer.ts', "import { createReadStream } from 'node:fs';"],
    ['src/config/settings.ts', "import { registry } from '../../integrations/registry';"],
    ['src/errors/mask.ts', "import pino from 'pino';"],
    ['workflows/fix.ts', "import { createDeveloperActivities } from '../activities/developer';"],
    ['workflows/fix.ts', "import { settings } from '../src/config/settings';"],
    ['workflows/fix.ts', "import { randomUUID } from 'node:crypto';"],
    ['workflows/fix.ts', "const clock = await import('node:timers');"],
    ['activities/developer.ts', "import { git } from '../integrations/git';"],
    ['activities/developer.ts', "import { settings } from '../src/config/settings';"],
    ['activities/developer.ts', "export { fix } from '../workflows/fix';"],
    ['integrations/git/index.ts', "import { poll } from '../../activities/poll';"],
    ['integrations/git/index.ts', "import { decide } from '../../src/domain/lifecycle';"],
    ['worker/compose.ts', "import { incidentToProduction } from '../workflows/incident-to-production';"],
    ['worker/compose.ts', "import { createApp } from '../api/app';"],
    ['api/app.ts', "import { registry } from '../integrations/registry';"],
    ['api/main.ts', "import { slack } from '../integrations/slack';"],
    ['api/incident-gateway.ts', "import { incidentToProduction } from '../workflows/incident-to-production';"],
    ['api/routes/alerts.ts', "import type { Developer } from '../../activities/developer';"],
    ['dashboard/board.ts', "import { app } from '../api/app';"],
    ['cli/main.ts', "const { settings } = require('../src/config/settings');"],
    ['cli/main.ts', "type Settings = import('../src/config/settings').Settings;"],
    ['worker/main.ts', "import { day } from '../demo/day';"],
    ['api/app.ts', "import { builder } from '../test/support/builder';"],
    ['scripts/start.mjs', "import pico from 'picocolors';"],
    ['cli/main.ts', "import secret from '../../elsewhere';"],
    ['helpers/text.ts', "import { join } from 'node:path';"],
  ])('%s: %s', (path, text) => {
    expect(faultsOf(new Map([[path, text]]))).toHaveLength(1);
  });
});

it('a package behind a file of the domain is found, and its types are not', () => {
  const files = new Map([
    ['workflows/day.ts', "import { judge } from '../src/domain/judge';\nimport type { Kept } from '../src/domain/kept';"],
    ['src/domain/judge.ts', "export { median } from './middle';"],
    ['src/domain/middle.ts', "import { median } from 'simple-statistics';"],
    ['src/domain/kept.ts', "import { z } from 'zod';"],
  ]);
  expect(packagesBehind('workflows/day.ts', files)).toEqual(['workflows/day.ts > src/domain/judge.ts > src/domain/middle.ts > simple-statistics']);
});

describe('an allowed import is not', () => {
  it.each([
    ['src/contracts/alert.ts', "import { z } from 'zod';\nimport { Severity } from '../domain/vocabulary';\nimport { Role } from './people';"],
    ['src/domain/verdict-cell.ts', "import type { Alert } from '../contracts/alert';\nimport { type Plan } from '../contracts/plan';"],
    ['src/domain/metrics-interval.ts', "import { median } from 'simple-statistics';\nimport { tidy } from './quantity';"],
    ['src/ports/evidence-store.ts', "import type { Readable } from 'node:stream';"],
    ['workflows/fix.ts', "import * as wf from '@temporalio/workflow';\nimport type { A } from '../activities';\nimport { x } from '../src/domain/lifecycle';"],
    ['api/main.ts', "import { registry } from '../integrations/registry';\nimport { createApp } from './app';\nimport express from 'express';"],
    ['api/incident-gateway.ts', "import { alerts } from '../workflows/messages';\nimport type { w } from '../workflows/incident-to-production';"],
    ['demo/main.ts', "import { main } from '../worker/main';"],
  ])('%s', (path, text) => {
    expect(faultsOf(new Map([[path, text]]))).toEqual([]);
  });
});
