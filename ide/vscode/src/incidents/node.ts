// What is a row of the tree about? Commands of its menus get it as their argument, as they get an incident's id from anywhere else.

export type Node =
  | { kind: 'incident'; incident: string }
  | { kind: 'attempt'; incident: string; attempt: number }
  | { kind: 'build'; incident: string; attempt: number; log: string; title: string }
  | { kind: 'stage'; incident: string; attempt: number; stage: string }
  | { kind: 'cell'; incident: string; attempt: number; stage: string; cell: string; check: string; point: Record<string, string>; log: string; title: string };

const ID = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[0-9a-f]{8}$/;

/** The id in what a command was given, or a page kept; undefined when it holds none. */
export function incidentIn(asked: unknown): string | undefined {
  if (typeof asked === 'string') return ID.test(asked) ? asked : undefined;
  if (typeof asked !== 'object' || asked === null) return undefined;
  if ('incident' in asked) return incidentIn(asked.incident);
  return 'id' in asked && typeof asked.id === 'string' ? incidentIn(asked.id) : undefined;
}

/** Undefined when no incident is named. Throws, in words, for a name that is no incident's, e.g. of an address that was opened: another one is never meant by it. */
export function namedIncident(asked: unknown): string | undefined {
  const id = incidentIn(asked);
  if (id === undefined && typeof asked === 'string') throw new Error(`"${asked.slice(0, 100)}" is not the id of an incident.`);
  return id;
}

/** By it the tree knows a row again. */
export function keyOf(node: Node): string {
  switch (node.kind) {
    case 'incident': return node.incident;
    case 'attempt': return `${node.incident}/${node.attempt}`;
    case 'build': return `${node.incident}/${node.attempt}/build`;
    case 'stage': return `${node.incident}/${node.attempt}/${node.stage}`;
    case 'cell': return `${node.incident}/${node.attempt}/${node.stage}/${node.cell}`;
  }
}
