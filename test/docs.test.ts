// Does the documentation say what is there? Links lead to files, named commands exist, examples parse.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { parseInstallation } from '../src/config/installation';
import { parsePipelineFile } from '../src/config/pipeline-file';

const root = path.join(__dirname, '..');
const read = (page: string): string => readFileSync(path.join(root, page), 'utf8');
const pages = [
  'README.md', 'CONTRIBUTING.md',
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md')).map((file) => path.join('docs', file)),
];

const FENCE = /^```(\w*)\n([\s\S]*?)^```$/gm;

/** Targets of links and pictures outside of code, without addresses of other sites and places within the page. */
function relativeLinks(page: string): string[] {
  const prose = read(page).replace(FENCE, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target).filter((target) => !/^([a-z]+:|#)/i.test(target));
}

function yamlBlocks(page: string, beginning: string): string[] {
  return [...read(page).matchAll(FENCE)].filter(([, language]) => language === 'yaml').map(([, , text = '']) => text).filter((text) => text.startsWith(beginning));
}

test.each(pages)('every relative link of %s leads to a file', (page) => {
  const broken = relativeLinks(page).filter((target) => !existsSync(path.resolve(root, path.dirname(page), target.split('#')[0] ?? '')));
  expect(broken).toEqual([]);
});

test('every npm command that the README names is a script of the package', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = [...read('README.md').matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(([, run, short]) => run ?? short ?? '');
  expect(named).toEqual(expect.arrayContaining(['start', 'test', 'check', 'bench']));
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test('every whole file of the pipeline guide parses', () => {
  const blocks = yamlBlocks('docs/guides/pipeline-file.md', 'service:');
  expect(blocks).not.toEqual([]);
  for (const block of blocks) expect(parsePipelineFile(block, 'pipeline-file.md').service).toBe('storefront');
});

test('every example of the pipeline guide is a file, a part of one, or checks of a stage', () => {
  const blocks = yamlBlocks('docs/guides/pipeline-file.md', '').map((block) => parse(block) as object);
  const whole = blocks[0] as { stages: { functional: { checks: object[] } } };
  const { stages } = whole;
  expect(blocks.length).toBeGreaterThan(8);
  for (const part of blocks) {
    const more = Array.isArray(part) ? { stages: { ...stages, functional: { checks: [...stages.functional.checks, ...part as object[]] } } } : part;
    expect(parsePipelineFile(stringify({ ...whole, ...more }), 'pipeline-file.md', undefined, new Date('2026-11-25')).service).toBe('storefront');
  }
});

test('every whole file of the installation guide parses', () => {
  const blocks = yamlBlocks('docs/guides/installation-file.md', 'name:');
  expect(blocks).not.toEqual([]);
  const environment = { STOREFRONT_DATABASE_URL: 'postgres://127.0.0.1/storefront', DATABASE_URL: 'postgres://127.0.0.1/dayshift' };
  for (const block of blocks) expect(parseInstallation(block, 'installation-file.md', environment).services).toHaveLength(1);
});

test('every example of the on-call guide is a file, or a part that fits into its whole one', () => {
  const blocks = yamlBlocks('docs/guides/on-call.md', '');
  const whole = parse(blocks[0] ?? '') as object;
  const environment = { DATABASE_URL: 'postgres://127.0.0.1/dayshift', CALENDAR_URL: 'https://calendar.example/web.ics' };
  expect(blocks.length).toBeGreaterThan(2);
  for (const block of blocks) expect(parseInstallation(stringify({ ...whole, ...parse(block) as object }), 'on-call.md', environment).duty).toHaveLength(1);
});
