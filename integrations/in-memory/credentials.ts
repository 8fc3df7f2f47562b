// Credentials in memory: what has ended stays ended, and of several who end one only one gets it, as with the real ones.
import type { Credential, Credentials } from '../../src/ports/credentials';

export function createInMemoryCredentials(): Credentials {
  const kept = new Map<string, Credential>();

  function later(one: string | undefined, other: string | undefined): string | undefined {
    return one !== undefined && (other === undefined || Date.parse(one) > Date.parse(other)) ? one : other;
  }

  async function save(credential: Credential): Promise<void> {
    const known = kept.get(credential.id);
    if ([...kept.values()].some(({ id, sha256 }) => sha256 === credential.sha256 && id !== credential.id)) throw new Error('another credential has that secret');
    const { endedAt, endedBy } = known?.endedAt === undefined ? credential : known;
    kept.set(credential.id, structuredClone({ ...credential, usedAt: later(known?.usedAt, credential.usedAt), endedAt, endedBy }));
  }

  async function find(sha256: string, end?: { at: string; by: string }): Promise<Credential | undefined> {
    const found = [...kept.values()].find((one) => one.sha256 === sha256);
    if (!found || !end) return structuredClone(found);
    if (found.endedAt !== undefined) return undefined;
    const ended = { ...found, endedAt: end.at, endedBy: end.by };
    kept.set(found.id, ended);
    return structuredClone(ended);
  }

  async function list(kind: Credential['kind']): Promise<Credential[]> {
    return [...kept.values()].filter((one) => one.kind === kind).reverse().sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt)).map((one) => structuredClone(one));
  }

  return { save, find, list };
}
