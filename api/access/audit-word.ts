// How does the audit hear what became of a call? By a word of whoever decides the answer; it lies beside the answer until then.
import type { Response } from 'express';

/** A reading that is audited like a change, because what it shows is not for everybody. */
export function auditReading(response: Response): void {
  response.locals['isAudited'] = true;
}

/** A change that changed nothing, e.g. a question that is asked by POST every few seconds; it is audited all the same when it is refused. */
export function auditNothing(response: Response): void {
  response.locals['isAudited'] = false;
}

/** Called when an answer is decided: by the door with its status, by the last handler with the problem's code. The first word counts. */
export function tellAudit(response: Response, status: number, why?: string): void {
  const tell = response.locals['tellAudit'] as ((status: number, why?: string) => void) | undefined;
  delete response.locals['tellAudit'];
  tell?.(status, why);
}
