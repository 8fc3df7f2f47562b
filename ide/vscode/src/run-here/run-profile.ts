// How is a row of the Test Explorer run here? Its check by the same command, and what it came to told to the row, its places and its tests.
import { Location, Position, TestMessage, TestRunProfileKind, Uri, window, workspace, type CancellationToken, type TestItem, type TestRun, type TestRunRequest } from 'vscode';
import { plain } from '../logs/write-log';
import type { RunProfile } from '../tests/profiles';
import type { TestExplorer } from '../tests/test-explorer';
import { commandWords } from './check-task';
import { linesOfEnd } from './end-lines';
import { CommandMissing, runCommand } from './run-command';
import type { LocalEnd } from './run-command';
import { argumentsFor } from './what-to-run';

type Here = ReturnType<TestExplorer['checksOf']>[number]['here'];

export const runHereProfile: RunProfile = ({ log }, explorer) => explorer.controller.createRunProfile('Run here', TestRunProfileKind.Run, async (request, token) => {
  if (!workspace.isTrusted) return void window.showWarningMessage('A check runs commands of this workspace. Trust it, then try again.');
  const run = explorer.controller.createTestRun(request, 'run here');
  try {
    for (const { item, here } of meantBy(request, explorer)) {
      if (!token.isCancellationRequested) await runOne({ run, token, explorer }, item, here);
    }
  } catch (error) {
    log.warn(`a check could not be run here: ${String(error)}`);
    void window.showErrorMessage(error instanceof Error ? error.message : String(error));
  } finally {
    run.end();
  }
}, true);

function meantBy({ include, exclude = [] }: TestRunRequest, explorer: TestExplorer): ReturnType<TestExplorer['checksOf']> {
  const items = include ?? [...explorer.controller.items].map(([, item]) => item);
  const each = items.flatMap((item) => explorer.checksOf(item)).filter(({ item }) => !exclude.includes(item));
  return [...new Map(each.map((one) => [one.item.id, one])).values()];
}

async function runOne({ run, token, explorer }: { run: TestRun; token: CancellationToken; explorer: TestExplorer }, item: TestItem, here: Here): Promise<void> {
  const gone = new AbortController();
  const cancelling = token.onCancellationRequested(() => { gone.abort(); });
  run.started(item);
  const write = (text: string): void => { run.appendOutput(`${text}\r\n`, undefined, item); };
  try {
    const end = await runCommand({ command: [...commandWords(), ...argumentsFor(here)], folder: here.folder, line: (text) => { write(plain(text)); }, signal: gone.signal });
    if (!end) return gone.signal.aborted ? run.skipped(item) : run.errored(item, new TestMessage('It could not be run: the output says why.'));
    linesOfEnd(end, here.folder).forEach(write);
    tellResults({ run, explorer, end, folder: here.folder }, item, here);
  } catch (error) {
    run.errored(item, new TestMessage(error instanceof Error ? error.message : String(error)));
    if (error instanceof CommandMissing) throw error;
  } finally {
    cancelling.dispose();
  }
}

interface Telling { run: TestRun; explorer: TestExplorer; end: LocalEnd; folder: string }

/** A check with places tells each of them; a row's tests are known by their names. */
function tellResults(telling: Telling, item: TestItem, { check, at }: Here): void {
  const { run, explorer, end, folder } = telling;
  const places = [...item.children].flatMap(([, child]) => explorer.checksOf(child)).filter(({ item: child }) => child !== item);
  if (places.length > 0) return void places.forEach((place) => { tellResults(telling, place.item, place.here); });
  const result = end.results.find((one) => one.check === check && Object.entries(at).every(([axis, value]) => one.point[axis] === value));
  if (!result) return run.skipped(item);
  const messages = end.faults.filter(({ cell }) => cell === result.id).map((fault) => messageOf(fault.what, folder, fault.file, fault.line));
  const duration = result.seconds * 1000;
  if (result.verdict === 'passed') run.passed(item, duration);
  else if (result.verdict === 'failed') run.failed(item, messages.length > 0 ? messages : new TestMessage(plain(result.reason)), duration);
  else run.errored(item, new TestMessage(plain(result.reason)), duration);
  for (const [, child] of item.children) {
    const test = result.tests?.cases.find(({ name }) => name === child.label);
    if (test?.status === 'passed') run.passed(child, test.seconds * 1000);
    if (test?.status === 'skipped') run.skipped(child);
    if (test?.status === 'failed') run.failed(child, messageOf(test.message ?? 'It failed.', folder, test.file, test.line), test.seconds * 1000);
  }
}

function messageOf(text: string, folder: string, file?: string, line?: number): TestMessage {
  const message = new TestMessage(text);
  if (file !== undefined) message.location = new Location(Uri.joinPath(Uri.file(folder), file), new Position(Math.max(0, (line ?? 1) - 1), 0));
  return message;
}
