// Where is what, in the agent's own addresses?

export const INCIDENTS_URI = 'dayshift://incidents';

export function incidentUri(id: string): string {
  return `${INCIDENTS_URI}/${encodeURIComponent(id)}`;
}

export function attemptUri(id: string, number: number): string {
  return `${incidentUri(id)}/attempts/${number}`;
}

export function problemsUri(id: string): string {
  return `${incidentUri(id)}/problems`;
}

export function logUri(id: string): string {
  return `dayshift://logs/${id.split('/').map(encodeURIComponent).join('/')}`;
}

export function evidenceUri(digest: string): string {
  return `dayshift://evidence/${digest}`;
}

/** Which incident an address is about; `all`: the list of them. Undefined for any other. */
export function subjectOf(uri: string): { incident: string } | 'all' | undefined {
  if (uri === INCIDENTS_URI) return 'all';
  const [, incident] = /^dayshift:\/\/incidents\/([^/?]+)(?:\/[^?]*)?$/.exec(uri) ?? [];
  return incident === undefined ? undefined : { incident: decodePart(incident) };
}

/** A part of an address as it was before it was encoded; one that is wrongly encoded stays as it is. */
export function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
