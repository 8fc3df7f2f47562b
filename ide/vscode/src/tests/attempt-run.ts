// How does an attempt become a run in the editor's history? Each change of a row is told once; the run ends when the attempt has, and all output is there.
import { Location, Position, TestMessage, Uri, type TestItem, type TestRun } from 'vscode';
import { printableLog } from '../../../../client/printable-log';
import type { ApiClient } from '../../../../client/api-client';
import type { LineFinder } from '../../../../clone/line-finder';
import type { TestNode } from './test-tree';

const MOST_OUTPUT = 512 * 1024; // characters of one log: the whole is a command away

export interface AttemptRun {
  /** `item`: of a row, by its node. */
  tell(nodes: readonly TestNode[], item: (node: TestNode) => TestItem | undefined): void;
  /** Resolves when all output was read. */
  end(): Promise<void>;
}

export function createAttemptRun(run: TestRun, { api, root, commit, find, warn }: { api: ApiClient; root: Uri; commit: string; find: LineFinder; warn: (text: string) => void }): AttemptRun {
  const told = new Map<string, string>();
  const reading: Promise<void>[] = [];

  function tellOne(node: TestNode, item: TestItem): void {
    const { state } = node;
    if (state === undefined || told.get(item.id) === state) return;
    told.set(item.id, state);
    const duration = node.seconds === undefined ? undefined : node.seconds * 1000;
    switch (state) {
      case 'waiting': return run.enqueued(item);
      case 'running': return run.started(item);
      case 'passed': return run.passed(item, duration);
      case 'skipped': return run.skipped(item);
      case 'failed': return run.failed(item, node.message === undefined ? [] : messageOf(node), duration);
      case 'errored': return run.errored(item, node.message === undefined ? [] : messageOf(node), duration);
    }
  }

  function messageOf({ message = '', difference, file, line }: TestNode): TestMessage {
    const text = printableLog(message, false);
    const told = difference ? TestMessage.diff(text, difference.expected, difference.actual) : new TestMessage(text);
    if (file !== undefined && line !== undefined && line >= 1) {
      const now = find(commit, file, line);
      told.location = new Location(Uri.joinPath(root, now.file), new Position(now.line - 1, 0));
    }
    return told;
  }

  /** Of what did not pass; of the rest one line says it. */
  function output(node: TestNode, item: TestItem): void {
    const { state, log, label } = node;
    if (state === undefined || state === 'waiting' || state === 'running' || !log || told.has(`output ${item.id}`)) return;
    told.set(`output ${item.id}`, state);
    run.appendOutput(`${printableLog(`${label}: ${state}${node.message ? `: ${node.message}` : ''}`, false).replace(/\n/g, '\r\n')}\r\n`, undefined, item);
    if (state === 'passed' || state === 'skipped') return;
    reading.push(readLog(api, log, (text) => { run.appendOutput(printableLog(text, true).replace(/\n/g, '\r\n'), undefined, item); }).catch((error: unknown) => { warn(`the log ${log} could not be read: ${String(error)}`); }));
  }

  function tell(nodes: readonly TestNode[], itemOf: (node: TestNode) => TestItem | undefined): void {
    for (const node of nodes) {
      const item = itemOf(node);
      if (!item) continue;
      tell(node.children, (child) => item.children.get(`${item.id}/${child.id}`));
      tellOne(node, item);
      output(node, item);
    }
  }

  return {
    tell,
    async end() {
      await Promise.all(reading);
      run.end();
    },
  };
}

async function readLog(api: ApiClient, log: string, write: (text: string) => void): Promise<void> {
  let offset = 0;
  for (let length = 0; length < MOST_OUTPUT;) {
    const { text, next } = await api.log(log, offset);
    if (next <= offset) return;
    write(text);
    offset = next;
    length += text.length;
  }
  write('\n… the log goes on: see it whole with “dayshift: Follow log”.\n');
}
