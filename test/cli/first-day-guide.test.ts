// Does the guide of the first day lead anywhere? Its commands are there with the flags it gives them, and its first two steps are walked in a real clone.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from './command-line';

const NOBODY = 'http://127.0.0.1:9';
const guide = readFileSync(path.join(__dirname, '..', '..', 'docs', 'guides', 'first-day.md'), 'utf8');
const lines = [...guide.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) => block.trim().split('\n'));

/** `dayshift pipeline run --x` as its words up to the first flag or value, and its flags. */
function partsOf(line: string): { words: string[]; flags: string[] } {
  const all = line.split(' ').slice(1);
  return { words: all.slice(0, all.findIndex((word) => word.startsWith('-')) < 0 ? all.length : all.findIndex((word) => word.startsWith('-'))), flags: all.filter((word) => word.startsWith('--')) };
}

test.each(lines)('%s is a command with these flags', async (line) => {
  const { words, flags } = partsOf(line);
  const { code, out } = await runCommand(NOBODY, [...words, '--help']);
  expect(code).toBe(0);
  expect(out).toContain(`dayshift${words.length > 0 ? ` ${words[0]}` : ''}`);
  for (const flag of flags) expect(out).toMatch(new RegExp(`(^|[ ,])${flag}\\b`, 'm'));
});

describe('in a clone', () => {
  let clone: string;
  beforeEach(() => {
    clone = mkdtempSync(path.join(tmpdir(), 'first day '));
    mkdirSync(path.join(clone, 'src'));
    writeFileSync(path.join(clone, 'package.json'), JSON.stringify({ name: 'shop', scripts: { build: 'mkdir -p dist && cp src/* dist', test: 'node --test' } }));
    writeFileSync(path.join(clone, 'src', 'server.js'), '');
    for (const words of [['init', '-q', '-b', 'main'], ['add', '-A'], ['-c', 'user.name=Maya Mender', '-c', 'user.email=maya@shop.example', 'commit', '-qm', 'a shop']]) execFileSync('git', words, { cwd: clone });
  });
  afterEach(() => rmSync(clone, { recursive: true, force: true }));
  const there = (name: string): boolean => existsSync(path.join(clone, name));

  it('init shows both files and writes nothing; with --write it writes them and lists its guesses; then the pipeline file is well', async () => {
    const shown = await runCommand(NOBODY, ['init', '--prometheus', NOBODY], { cwd: clone });
    expect(shown).toMatchObject({ code: 0, err: '' });
    expect(shown.out).toContain('service: shop');
    expect(shown.out).toContain('name: The team of shop');
    expect(there('dayshift.yaml') || there('.dayshift')).toBe(false);

    const written = await runCommand(NOBODY, ['init', '--prometheus', NOBODY, '--write'], { cwd: clone });
    expect(written.out).toMatch(/^Written: \.dayshift\/pipeline\.yaml, dayshift\.yaml\.$/m);
    const guess = /^ {2}(\.dayshift\/pipeline\.yaml):(\d+): (.+)$/m.exec(written.out);
    expect(readFileSync(path.join(clone, guess?.[1] ?? ''), 'utf8').split('\n')[Number(guess?.[2]) - 1]?.trim()).toBe(guess?.[3]);
    expect(await runCommand(NOBODY, ['pipeline', 'check'], { cwd: clone })).toMatchObject({ code: 0, err: '' });
  });

  it('init leaves alone what is there', async () => {
    writeFileSync(path.join(clone, 'dayshift.yaml'), 'ours');
    const { code, out } = await runCommand(NOBODY, ['init', '--prometheus', NOBODY, '--write'], { cwd: clone });
    expect(code).toBe(0);
    expect(out).toMatch(/^Written: \.dayshift\/pipeline\.yaml\.$/m);
    expect(readFileSync(path.join(clone, 'dayshift.yaml'), 'utf8')).toBe('ours');
    expect((await runCommand(NOBODY, ['init', '--prometheus', NOBODY, '--write'], { cwd: clone })).out).toContain('are there already: nothing was written');
  });

  it('init --json is both files with what was seen', async () => {
    const { out } = await runCommand(NOBODY, ['init', '--json', '--prometheus', NOBODY], { cwd: clone });
    expect(JSON.parse(out)).toMatchObject({ seen: [expect.stringContaining('Node.js'), expect.any(String), expect.stringContaining('No Prometheus')], pipeline: { isThere: false, look: expect.any(Array) }, installation: { isThere: false }, written: [] });
  });

  it('outside of a clone it says where to go', async () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'no clone '));
    expect(await runCommand(NOBODY, ['init'], { cwd: outside })).toMatchObject({ code: 1, err: expect.stringContaining('is no git clone') });
    rmSync(outside, { recursive: true });
  });
});
