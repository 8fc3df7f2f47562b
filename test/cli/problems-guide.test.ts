// Does each command of the problems guide do what the guide says, and do editors' own patterns read what it prints?
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { startFixtureServer, type FixtureServer } from '../dashboard/fixture/server';
import { positionOf } from '../dashboard/fixture/world';
import { runCommand, type Ran } from './command-line';

const ID = 'storefront.LoginRefused.1a2b3c4d';
const guide = readFileSync(path.join(__dirname, '..', '..', 'docs/guides/problems.md'), 'utf8');
const blocks = [...guide.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({ language, text }));
const commands = blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.trim().split('\n'));
const quoted = [...guide.matchAll(/["']dayshift (problems --format gcc)["']/g)].map(([, line = '']) => line);

let server: FixtureServer;
beforeAll(async () => { server = await startFixtureServer({ tale: 'pipeline', position: positionOf('attemptEnded', 2, 'pipeline') }); });
afterAll(async () => { await server.close(); });
const run = (line: string): Promise<Ran> => runCommand(server.address, line.replace(/^dayshift /, '').replace(/ > .*$/, '').replace('<id>', ID).split(' '), { cwd: tmpdir() });

it.each(commands.filter((line) => line.includes('<id>')))('%s', async (line) => {
  const { code, out, err } = await run(line);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).not.toBe('');
});

it('without a name, outside of a clone, it says how to name the incident', async () => {
  expect(commands.filter((line) => !line.includes('<id>'))).toEqual(['dayshift problems']);
  expect(await run('dayshift problems')).toMatchObject({ code: 1, err: expect.stringContaining('dayshift problems <id>') });
});

describe('the lines of an editor', () => {
  it('are as the guide shows them', async () => {
    const { out } = await run('problems <id> --format gcc');
    const shown = blocks.find(({ text }) => text.startsWith('src/login'))?.text ?? 'none';
    expect(out.startsWith(shown)).toBe(true);
  });

  it('are asked for by each recipe in the same way', () => {
    expect(quoted).toEqual(Array.from({ length: 3 }, () => 'problems --format gcc'));
  });

  it('fit the output filter', async () => {
    const filter = blocks.find(({ text }) => text.startsWith('$FILE_PATH$'))?.text.trim() ?? '';
    const pattern = new RegExp(`^${filter.replace('$FILE_PATH$', '(\\S+)').replace('$LINE$', '(\\d+)').replace('$COLUMN$', '(\\d+)')}$`);
    const places = (await run('problems <id> --format gcc')).out.trimEnd().split('\n').map((line) => pattern.exec(line)?.slice(1).join(' '));
    expect(places).toEqual(['src/login/customers.ts 41 1', 'src/login/login.ts 18 1', 'src/mail/address.ts 3 1']);
  });
});

it('the step of a workflow is one, and names a format that there is', async () => {
  const [step] = parse(blocks.find(({ language }) => language === 'yaml')?.text ?? '') as { run: string; env: Record<string, string> }[];
  expect(Object.keys(step?.env ?? {})).toEqual(['DAYSHIFT_API', 'DAYSHIFT_TOKEN']);
  const { code, out } = await run((step?.run ?? '').replace('"${GITHUB_REF_NAME#incident/}"', '<id>'));
  expect([code, /^::warning file=/.test(out)]).toEqual([1, true]);
});
