// What is in the tree, and which incidents are followed for it? Those that are unfolded while the tree is seen, and no other.
import type { Disposable } from 'vscode';
import type { Me } from '../../../../src/contracts/access';
import type { Followed, Session } from '../session';
import { attemptRows, cellRows, stageRows, type Known } from './attempt-rows';
import { incidentRow } from './incident-row';
import { keyOf, type Node } from './node';
import type { Row } from './row';

const UNFOLDED = 3; // of those that are theirs, at first: each is a stream

export interface Tree extends Disposable {
  /** What stands below a row, or at the top. Asking for what is below an incident follows it. */
  below(node?: Node): Node[];
  rowOf(node: Node): Row;
  /** It is folded. */
  leave(incident: string): void;
  /** Nobody sees the tree. */
  leaveAll(): void;
}

export interface TreeDeps {
  session: Pick<Session, 'connection' | 'desk' | 'follow'>;
  now(): number;
  onChange(): void;
  log(text: string): void;
}

export function createTree({ session, now, onChange, log }: TreeDeps): Tree {
  const rows = new Map<string, Row>();
  const followed = new Map<string, Followed>(); // as heard last; what is folded is shown at once when it is unfolded again
  const streams = new Map<string, Disposable>();

  function me(): Pick<Me, 'id' | 'roles'> {
    const { connection } = session;
    return 'me' in connection && connection.me ? connection.me : { id: '', roles: [] };
  }

  function top(): Node[] {
    const desk = session.desk ?? [];
    forget(new Set(desk.map(({ id }) => id)));
    let open = 0;
    return desk.map((incident) => {
      const row = incidentRow(incident, me(), now(), followed.get(incident.id)?.view);
      if (row.isOpen) open += 1;
      return known({ node: { kind: 'incident', incident: incident.id }, row: { ...row, isOpen: row.isOpen === true && open <= UNFOLDED } });
    });
  }

  /** What left the desk is not followed, and not kept. */
  function forget(there: ReadonlySet<string>): void {
    for (const incident of [...streams.keys(), ...followed.keys()]) {
      if (there.has(incident)) continue;
      leave(incident);
      followed.delete(incident);
    }
    for (const key of [...rows.keys()]) if (!there.has(key.split('/')[0] ?? '')) rows.delete(key);
  }

  function known({ node, row }: Known): Node {
    rows.set(keyOf(node), row);
    return node;
  }

  function look(incident: string): void {
    if (streams.has(incident)) return;
    log(`${incident} is followed for the tree`);
    streams.set(incident, session.follow(incident, (heard) => {
      followed.set(incident, heard);
      onChange();
    }));
  }

  function leave(incident: string): void {
    streams.get(incident)?.dispose();
    streams.delete(incident);
  }

  function below(node?: Node): Node[] {
    if (!node) return top();
    if (node.kind === 'incident') look(node.incident);
    const attempts = followed.get(node.incident)?.view.attempts ?? [];
    if (node.kind === 'incident') return attemptRows(node.incident, attempts, now()).map(known);
    const attempt = attempts.find(({ number }) => number === node.attempt);
    if (!attempt) return [];
    if (node.kind === 'attempt') return stageRows(node.incident, attempt).map(known);
    const stage = node.kind === 'stage' ? attempt.stages.find((one) => one.stage === node.stage) : undefined;
    return stage ? cellRows(node.incident, attempt.number, stage).map(known) : [];
  }

  function leaveAll(): void {
    for (const incident of [...streams.keys()]) leave(incident);
  }

  return {
    below, leave, leaveAll,
    rowOf: (node) => rows.get(keyOf(node)) ?? { label: '', description: '', icon: 'circle-outline', tooltip: '', words: [], isOpenable: false, spoken: '' },
    dispose: leaveAll,
  };
}
