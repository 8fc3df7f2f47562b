// By what is a finding known again? By the tool's own fingerprints, by its rule, file and flagged code, and without the file when that has moved.
import type { Finding } from '../../src/contracts/report';
import { identityBy } from '../findings';
import type { SarifResult } from './schema';

/** Told under `partialFingerprints` by tools that read the history: of a commit, and shared by all that it brought in. */
const OF_A_COMMIT = /^(commit(sha|message)?|email|author|date)$/i;
const SHORTEST_PRINT = 8; // shorter ones are columns and counters
const SHORTEST_MOVED = 8; // shorter code is written in many files

export interface Traits { rule: string; file: string; message: string; code: string; method: string | undefined }

/** What holds the place of a fingerprint, as words of the tool's to its user, is none. */
function isPrint([name, value]: [string, string]): boolean {
  return value.length >= SHORTEST_PRINT && !/\s/.test(value) && !OF_A_COMMIT.test(name);
}

export function printsOf({ fingerprints = {}, partialFingerprints = {} }: SarifResult): string[] | undefined {
  const prints = [...Object.entries(fingerprints), ...Object.entries(partialFingerprints)].filter(isPrint).map(([name, value]) => `${name}=${value}`);
  return prints.length > 0 ? [...new Set(prints)].sort() : undefined;
}

/** Never the line. Without code the message stands for it, without its numbers; at an address the request's method. */
export function identityOf({ rule, file, message, code, method }: Traits): Pick<Finding, 'identity' | 'code'> {
  if (method !== undefined) return { identity: identityBy('address', rule, method, file) };
  if (code === '') return { identity: identityBy('message', rule, file, message.replace(/\d+/g, '0').replace(/\s+/g, ' ')) };
  return { identity: identityBy('code', rule, file, code), ...(code.length >= SHORTEST_MOVED && { code: identityBy('code', rule, code) }) };
}
