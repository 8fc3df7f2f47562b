// What does the log look like? JSON lines; whatever a line would give away is masked as it is written.
import pino, { type Logger } from 'pino';
import { mask } from '../src/errors';

export interface LogOut { write(line: string): void }

export function createLogger(level: string, out: LogOut = process.stdout): Logger {
  const options = { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, redact: ['*.authorization', '*.token', '*.password', '*.secret'] };
  return pino(options, { write: (line: string) => { out.write(mask(line)); } });
}
