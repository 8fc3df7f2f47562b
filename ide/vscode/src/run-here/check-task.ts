// What is a check as a task of the editor? A terminal that shows what happens, Ctrl-C that ends it, and faults that go to Problems by the matcher.
import { CustomExecution, EventEmitter, Task, TaskRevealKind, TaskScope, Uri, workspace, type Pseudoterminal, type TaskDefinition } from 'vscode';
import { plain } from '../logs/write-log';
import { linesOfEnd } from './end-lines';
import { runCommand } from './run-command';
import { argumentsFor, nameOf, wordsOfCommand } from './what-to-run';
import type { Meant } from './what-to-run';

export interface CheckDefinition extends TaskDefinition { type: 'dayshift'; check: string; at?: Record<string, string>; folder?: string }

const CTRL_C = '\u0003';

export function commandWords(): string[] {
  return wordsOfCommand(workspace.getConfiguration('dayshift').get<string>('command') ?? '') ;
}

export function taskOf(meant: Meant, folder: string, definition: CheckDefinition = { type: 'dayshift', ...meant, folder }): Task {
  const scope = workspace.getWorkspaceFolder(Uri.file(folder)) ?? TaskScope.Workspace;
  const task = new Task(definition, scope, nameOf(meant), 'dayshift', new CustomExecution(async () => terminalOf(meant, folder)), '$dayshift');
  task.detail = 'Builds the working copy and runs the check as the pipeline would';
  task.presentationOptions = { reveal: TaskRevealKind.Always, clear: true };
  return task;
}

function terminalOf(meant: Meant, folder: string): Pseudoterminal {
  const written = new EventEmitter<string>();
  const closed = new EventEmitter<number>();
  const stop = new AbortController();
  const line = (text: string): void => { written.fire(`${text}\r\n`); };

  async function run(): Promise<void> {
    const command = [...commandWords(), ...argumentsFor(meant)];
    line(`\u001b[2m${plain(`${command.filter((word) => word !== '--json').join(' ')}  (in ${folder})`)}\u001b[0m`);
    try {
      const end = await runCommand({ command, folder, line: (text) => { line(plain(text)); }, signal: stop.signal });
      if (end) linesOfEnd(end, folder).forEach(line);
      closed.fire(end?.passed ? 0 : 1);
    } catch (error) {
      line(`\u001b[31m${plain(error instanceof Error ? error.message : String(error))}\u001b[0m`);
      closed.fire(2);
    }
  }
  return {
    onDidWrite: written.event,
    onDidClose: closed.event,
    open() { void run(); },
    close() { stop.abort(); },
    handleInput(data) { if (data.includes(CTRL_C)) stop.abort(); },
  };
}
