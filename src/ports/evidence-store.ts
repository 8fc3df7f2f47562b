// Where is kept what is too large for history? Files by content digest; logs by id, readable while they are written.
import type { Readable } from 'node:stream';
import type { Evidence } from '../contracts/evidence';

export interface EvidenceStore {
  /** Stores a file or text; the same bytes again change nothing. */
  put(content: { name: string; mediaType: string; file: string } | { name: string; mediaType: string; text: string }): Promise<Evidence>;
  /** Opens by digest. Throws `evidence-unknown`. */
  open(digest: string): Promise<Readable>;
}

export interface ArtifactStore {
  /** Packs a folder into a deterministic archive and stores it: the same files give the same digest on every machine. */
  pack(folder: string): Promise<{ digest: string; bytes: number }>;
  /** Unpacks into an empty or absent folder after checking the digest. Throws `evidence-unknown`, `digest-mismatch`. */
  unpack(digest: string, folder: string): Promise<void>;
}

export interface LogStore {
  /** Appends whole lines, each with its time; an id is made by `ids.ts`. */
  append(id: string, text: string): Promise<void>;
  /** Reads from a byte offset; `next` is where to go on. An id never written reads as empty. */
  read(id: string, offset: number): Promise<{ text: string; next: number }>;
}
