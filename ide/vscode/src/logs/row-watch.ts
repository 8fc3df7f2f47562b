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

/** `heard`: what the incident says as it changes, e.g. to write it under the log; until disposed. */
export function watchRow(session: Pick<Session, 'follow'>, incident: string, log: string, heard: (view: IncidentView) => void): RowWatch {
  const over = new AbortController();
  let row: LogRow | undefined;
  let known: IncidentView | undefined;
  const following = session.follow(incident, ({ view }) => {
    const isNews = view !== known;
    known = view;
    row = logRowOf(view, log);
    if (isNews) heard(view);
    if (row?.state === 'ended' || view.outcome !== undefined) over.abort();
  });
  return {
    over: over.signal,
    get row() { return row; },
    get view() { return known; },
    dispose() { following.dispose(); },
  };
}
