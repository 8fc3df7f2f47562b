// Which incidents are worked on here? Those of the desk whose branch is checked out in an open clone; each is followed, the others cost nothing.
import { Disposable, type Uri } from 'vscode';
import type { IncidentView } from '../../../../src/contracts/incident';
import type { Given } from '../feature';
import { watchOpenBranches, type OpenBranch } from './open-branches';

export interface Watched { incident: string; root: Uri; commit?: string; view: IncidentView }

/** `changed`: it is new here, dayshift told of it, or the clone moved on. `left`: it is off the desk, or another branch was checked out. */
export interface WatchListener { changed(watched: Watched): void; left(incident: string): void }

export function watchIncidents({ session, log }: Pick<Given, 'session' | 'log'>, listeners: readonly WatchListener[]): Disposable {
  const following = new Map<string, { open: OpenBranch; view?: IncidentView; end: Disposable }>();
  let branches: OpenBranch[] = [];

  function tell(incident: string): void {
    const known = following.get(incident);
    if (!known?.view) return;
    for (const listener of listeners) listener.changed({ incident, root: known.open.root, commit: known.open.commit, view: known.view });
  }

  function leave(incident: string): void {
    following.get(incident)?.end.dispose();
    following.delete(incident);
    for (const listener of listeners) listener.left(incident);
  }

  /** While the connection is lost the desk is not known: what was shown stays. Signed out, everything goes. */
  function compare(): void {
    const { desk, connection } = session;
    if (desk === undefined && connection.kind !== 'signed-out') return;
    const here = new Map((desk ?? []).flatMap(({ id, branch }) => {
      const open = branches.find((one) => one.branch === branch);
      return open ? [[id, open] as const] : [];
    }));
    for (const incident of [...following.keys()]) if (!here.has(incident)) leave(incident);
    for (const [incident, open] of here) {
      const known = following.get(incident);
      if (known && known.open.root.toString() !== open.root.toString()) leave(incident);
      else if (known) {
        const isMoved = known.open.commit !== open.commit;
        known.open = open;
        if (isMoved) tell(incident);
        continue;
      }
      begin(incident, open);
    }
  }

  function begin(incident: string, open: OpenBranch): void {
    const entry: { open: OpenBranch; view?: IncidentView; end: Disposable } = { open, end: new Disposable(() => undefined) };
    following.set(incident, entry);
    entry.end = session.follow(incident, ({ view }) => {
      if (following.get(incident) !== entry) return;
      const isNews = entry.view !== view;
      entry.view = view;
      if (isNews) tell(incident);
    });
  }

  const ends = [
    session.onDidChange(compare),
    watchOpenBranches((open) => { branches = open; compare(); }, (error) => { log.warn(`git is not at hand, so that no problem can be shown at its line: ${String(error)}`); }),
  ];
  return new Disposable(() => {
    for (const end of ends) end.dispose();
    for (const { end } of following.values()) end.dispose();
    following.clear();
  });
}
