// Tells people in the terminal: one line for each notification.
import type { Notification, Notifier } from '../../src/ports/notifier';

function lineOf({ at, to, subject, text, link }: Notification): string {
  const people = to.length > 0 ? to.join(', ') : 'everybody';
  const body = text.replace(/\s+/g, ' ').trim();
  // Signs that steer a terminal are left out: texts may come from outside.
  return [at, `to ${people}:`, subject, body && `– ${body}`, link].filter(Boolean).join(' ').replace(/[\x00-\x1f\x7f-\x9f]/g, '');
}

/** @param options.write takes one line without its end; default: standard output. */
export function createConsoleNotifier(options: { write?: (line: string) => void } = {}): Notifier {
  const write = options.write ?? ((line: string) => void process.stdout.write(`${line}\n`));

  async function notify(notification: Notification): Promise<object> {
    write(lineOf(notification));
    return {};
  }

  return { notify };
}
