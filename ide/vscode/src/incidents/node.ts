// What is a row of the tree about? Commands of its menus get it as their argument, as they get an incident's id from anywhere else.

export type Node =
  | { kind: 'incident'; incident: string }
  | { kind: 'attempt'; incident: string; attempt: number }
  | { kind: 'build'; incident: string; attempt: number; log: string; title: string }
  | { kind: 'stage'; incident: string; attempt: number; stage: string }
  | { kind: 'cell'; incident: string; attempt: number; stage: string; cell: string; check: string; point: Record<string, string>; log: string; title: string };

/** The incident that a command is asked about: an id, or a row of the tree; undefined when it is about none. */
export function incidentOf(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  if (typeof argument !== 'object' || argument === null || !('incident' in argument)) return undefined;
  return typeof argument.incident === 'string' ? argument.incident : undefined;
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
