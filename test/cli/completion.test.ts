// What does a shell offer, and what does the manual page hold?
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startFixtureServer } from '../dashboard/fixture/server';
import { runCommand } from './command-line';

/** What the command prints of its own accord, since the library writes to the console. */
async function offered(address: string, words: string[]): Promise<string[]> {
  const lines: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((line: string) => { lines.push(line); });
  try {
    const { code } = await runCommand(address, ['complete', '--', ...words]);
    expect(code).toBe(0);
  } finally {
    log.mockRestore();
  }
  return lines.filter((line) => !line.startsWith(':')).map((line) => line.split('\t')[0] ?? '');
}

const NOBODY = 'http://127.0.0.1:9';

describe('completion', () => {
  it('offers commands, inner commands, options and their values', async () => {
    expect(await offered(NOBODY, ['sh'])).toEqual(['show']);
    expect(await offered(NOBODY, ['pipeline', ''])).toEqual(['check', 'run']);
    expect(await offered(NOBODY, ['incidents', '--st'])).toEqual(['--state']);
    expect(await offered(NOBODY, ['incidents', '--state', ''])).toEqual(['open', 'closed', 'all']);
    expect(await offered(NOBODY, ['completion', ''])).toEqual(['bash', 'zsh', 'fish', 'powershell']);
  });

  it('offers the ids of open incidents, and nothing while dayshift is away', async () => {
    const server = await startFixtureServer({ position: 1 });
    try {
      const [id] = await offered(server.address, ['show', '']);
      expect(id).toMatch(/\S/);
      expect((await runCommand(server.address, ['show', id ?? ''])).code).toBe(0);
    } finally {
      await server.close();
    }
    expect(await offered(NOBODY, ['show', ''])).toEqual([]);
  });

  it('does not offer what is hidden', async () => {
    expect(await offered(NOBODY, ['comple'])).toEqual(['completion']);
  });

  it('is a script that bash takes, and that asks the command', async () => {
    const lines: string[] = [];
    const log = jest.spyOn(console, 'log').mockImplementation((line: string) => { lines.push(line); });
    expect((await runCommand(NOBODY, ['completion', 'bash'])).code).toBe(0);
    log.mockRestore();
    const script = `
      dayshift() { [ "$*" = "complete -- sh" ] && printf 'show\\tone incident\\n:4\\n'; }
      _get_comp_words_by_ref() { cur=sh; prev=dayshift; words=(dayshift sh); cword=1; }
      ${lines.join('\n')}
      COMP_WORDS=(dayshift sh) COMP_CWORD=1 && eval "$(complete -p dayshift | sed 's/.*-F \\([^ ]*\\).*/\\1/')"; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = await promisify(execFile)('bash', ['--norc', '-c', script]);
    expect(stdout.trim()).toBe('show');
  });
});

describe('the manual page', () => {
  it('has every command, in requests of man(7) and plain text', async () => {
    const { code, out } = await runCommand(NOBODY, ['man']);
    expect(code).toBe(0);
    for (const name of ['incidents', 'watch', 'sign\\-off', 'up', 'pipeline run']) expect(out).toMatch(new RegExp(`^\\.SS "${name.replaceAll('\\', '\\\\')}[ "]`, 'm'));
    expect(out).not.toMatch(/^\.SS "complete"/m);
    expect(out).toMatch(/^[\x20-\x7e\n]*$/);
    const requests = new Set(out.split('\n').filter((line) => line.startsWith('.')).map((line) => line.split(' ')[0]));
    expect([...requests].sort()).toEqual(['.B', '.I', '.RI', '.SH', '.SS', '.TH', '.TP', '.ad', '.nh']); // man(7)'s own; no text is taken for one
  });
});
