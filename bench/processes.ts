// How much memory does a tree of processes hold? The sum of their resident sets, browsers apart.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const BROWSER = /chrom(e|ium)|headless[_-]shell/i;

interface Row { pid: number; parent: number; kib: number; isBrowser: boolean }

async function processes(): Promise<Row[]> {
  const { stdout } = await run('ps', ['-eo', 'pid=,ppid=,rss=,args='], { maxBuffer: 16 * 1024 * 1024 });
  return stdout.trim().split('\n').map((line) => {
    const [, pid, parent, kib, program = ''] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S*)/.exec(line) ?? [];
    return { pid: Number(pid), parent: Number(parent), kib: Number(kib), isBrowser: BROWSER.test(program) };
  });
}

/** Follows a tree from its root; a process that was seen in it stays in it when its parent ends. */
export function createMemoryWatch(root: number): () => Promise<number> {
  const known = new Set([root]);
  return async function megabytes(): Promise<number> {
    const rows = await processes();
    const alive = new Set(rows.map(({ pid }) => pid));
    for (const pid of known) if (!alive.has(pid)) known.delete(pid);
    for (let size = -1; size !== known.size;) {
      size = known.size;
      for (const { pid, parent } of rows) if (known.has(parent)) known.add(pid);
    }
    return rows.filter(({ pid, isBrowser }) => known.has(pid) && !isBrowser).reduce((sum, { kib }) => sum + kib, 0) / 1024;
  };
}
