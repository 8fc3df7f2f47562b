// When is a log over, and how did what wrote it end? Heard from the incident that it belongs to, for as long as somebody reads it.
import type { Disposable } from 'vscode';
import type { IncidentView } from '../../../../src/contracts/incident';
import type { Session } from '../session';
import { logRowOf } from './log-rows';
import type { LogRow } from './log-rows';

export interface RowWatch extends Disposable {
  readonly over: AbortSignal; // aborts when nothing more will be written
  readonly row: LogRow | undefined; // as last heard
  readonly view: IncidentView | undefined;
}

/** `ended`: what the incident says of its attempts as it changes, e.g. to write it under the log; heard until disposed. */
export function watchRow(session: Pick<Session, 'follow'>, incident: string, log: string, heard: (view: IncidentView, before: IncidentView | undefined) => void = () => undefined): RowWatch {
  const over = new AbortController();
  let row: LogRow | undefined;
  let known: IncidentView | undefined;
  const following = session.follow(incident, ({ view }) => {
    const before = known;
    known = view;
    row = logRowOf(view, log);
    if (view !== before) heard(view, before);
    if (row?.state === 'ended' || view.outcome !== undefined) over.abort();
  });
  return {
    over: over.signal,
    get row() { return row; },
    get view() { return known; },
    dispose() { following.dispose(); },
  };
}
