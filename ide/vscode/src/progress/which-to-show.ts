// Of which attempts is progress shown by itself? Those that the person initiated, each once, in the window that is in front.
import type { DeskIncident } from '../../../../src/contracts/desk';
import type { Connection } from '../session';

export interface Running { incident: string; attempt: number; title: string }

export function keyOfAttempt({ incident, attempt }: Pick<Running, 'incident' | 'attempt'>): string {
  return `${incident}/attempt-${attempt}`;
}

/** Everything on the desk that is being built or checked right now. */
export function runningOn(desk: readonly DeskIncident[] | undefined): DeskIncident[] {
  return (desk ?? []).filter(({ lastAttempt }) => lastAttempt?.verdict === 'running');
}

/** `followed`: incidents whose next attempt somebody awaits already, and attempts that were shown. */
export function toShow(desk: readonly DeskIncident[] | undefined, connection: Connection, followed: ReadonlySet<string>): Running[] {
  if (connection.kind !== 'connected') return [];
  const me = connection.me.kind === 'person' ? connection.me.id : undefined;
  return runningOn(desk).flatMap(({ id, service, lastAttempt }) => {
    if (!lastAttempt || me === undefined || lastAttempt.by !== me) return [];
    const running = { incident: id, attempt: lastAttempt.number, title: `${service}, attempt ${lastAttempt.number}` };
    return followed.has(id) || followed.has(keyOfAttempt(running)) ? [] : [running];
  });
}
