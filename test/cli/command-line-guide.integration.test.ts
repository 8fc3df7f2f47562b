// Does each example of the command line's guide do what it says? Each is run against the real API, in a real clone, and prints the lines that the guide shows.
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { positionOf, LENGTH_OF_DAY } from '../dashboard/fixture/world';
import { someRepositories, type Repositories } from '../ide/a-clone';
import { PIPELINE } from '../support/files';
import { ID, serveDay, tokenOf, type ServedDay } from './a-day-served';
import { runCommand } from './command-line';

const guide = readFileSync(path.join(__dirname, '..', '..', 'docs/guides/command-line.md'), 'utf8');

interface Example { section: string; line: string; shown: string[] }

function examplesOf(text: string): Example[] {
  return text.split(/^## /m).slice(1).flatMap((part) => {
    const section = part.slice(0, part.indexOf('\n'));
    return [...part.matchAll(/^```console\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) => block.split(/^\$ /m).slice(1).map((one) => {
      const [line = '', ...shown] = one.trimEnd().split('\n');
      return { section, line, shown };
    }));
  });
}
const wordsOf = (line: string): string[] => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '').slice(1);
const patternOf = (shown: string): RegExp => new RegExp(shown.split('…').map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*'));

/** Where the day stands and who types, by section; one line may need another. */
const AT: Record<string, [who: string, position: number]> = {
  'What needs me?': ['maya', positionOf('acknowledged')], Look: ['maya', positionOf('acknowledged')], Logs: ['maya', LENGTH_OF_DAY],
  Act: ['paula', positionOf('assigned')], Fix: ['maya', positionOf('assigned')], Decide: ['olga', positionOf('signOffAsked')], 'As JSON': ['maya', positionOf('acknowledged')],
};
const OVER = ['watch', 'story', 'record']; // of a day that is over

let shop: Repositories;
let day: ServedDay | undefined;
beforeAll(async () => {
  shop = await someRepositories();
  await shop.commit(shop.clone, '.dayshift/pipeline.yaml', PIPELINE);
  await shop.at(shop.clone, 'push', '--quiet', 'origin', 'main');
});
afterAll(async () => { await rm(shop.folder, { recursive: true, force: true }); });
afterEach(async () => {
  await day?.close();
  day = undefined;
});

const examples = examplesOf(guide);

it('there are many, and each section says where the day stands', () => {
  expect(examples.length).toBeGreaterThan(30);
  expect(Object.keys(AT)).toEqual(expect.arrayContaining([...new Set(examples.map(({ section }) => section))]));
});

it.each(examples)('$section: $line', async ({ section, line, shown }) => {
  const [who, position] = AT[section] ?? ['maya', 1];
  const words = wordsOf(line);
  const served = await serveDay(OVER.includes(words[0] ?? '') ? LENGTH_OF_DAY : position, { alone: true, repository: shop.origin });
  day = served;
  await writeLogs(served);
  const asTyped = words.map((word) => (word.endsWith('…') ? served.view().decision?.digest ?? word : word));
  const { code, out, err } = await runCommand(served.address, asTyped, { token: tokenOf(who), cwd: shop.clone });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  let from = 0;
  const lines = out.split('\n');
  for (const one of shown) {
    const found = lines.findIndex((each, at) => at >= from && patternOf(one).test(each));
    expect({ one, found: found >= 0 ? one : out }).toEqual({ one, found: one });
    from = found + 1;
  }
});

async function writeLogs({ store, view }: ServedDay): Promise<void> {
  const { attempts } = view();
  for (const { buildLog } of attempts) await store.append(buildLog, 'added 212 packages\n');
}

it('examples of `sh` blocks name commands that there are', async () => {
  const named = [...guide.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) => block.trim().split('\n'));
  day = await serveDay(positionOf('signOffAsked'), { alone: true });
  for (const line of named) expect((await runCommand(day.address, [...wordsOf(line).slice(0, 1), '--help'])).code).toBe(0);
  expect(named.length).toBeGreaterThan(1);
  expect(guide).toContain(ID);
});
