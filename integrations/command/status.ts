// What does the target say that runs there? Only a whole, well-formed answer counts; anything else is "cannot be reached", never "nothing runs".
import { DayshiftError, mask } from '../../src/errors';
import { jsonOf } from '../json-of';
import { readEnd, runLook, type CommandOrder } from './run-command';
import { Status } from './schema';

/** Throws `unreachable` with what was found; the signal's reason when it is cancelled. */
export async function askStatus(order: Omit<CommandOrder, 'onLine'>): Promise<Status> {
  const end = await runLook(order).catch((error: unknown) => {
    order.signal?.throwIfAborted();
    throw unreachable(`the command could not be started (${error instanceof Error ? error.message : String(error)})`);
  });
  if (end.timedOut || end.exitCode !== 0) throw unreachable(`it ${readEnd(end, order.timeoutSeconds)}`);
  const read = Status.safeParse(jsonOf(end.lastLine));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const found = end.lastLine.trim() === '' ? 'it printed nothing' : `its last line is no status (${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'unknown'}): ${mask(end.lastLine, order.secrets).slice(0, 200)}`;
  throw unreachable(found);
}

function unreachable(reason: string): DayshiftError {
  return new DayshiftError('unreachable', { what: 'The target\'s status command', reason });
}
