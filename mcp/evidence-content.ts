// What is a piece of evidence, as an agent may read it? Text between marks, a small picture as it is; what is larger is left to people.
import type { ApiClient } from '../client/api-client';
import { EVIDENCE_BYTES } from './bounds';
import { AgentFault } from './fault';

export type EvidenceContent = { kind: 'text'; text: string; isCut: boolean } | { kind: 'image' | 'bytes'; mediaType: string; base64: string };

const DIGEST = /^sha256:[0-9a-f]{64}$/;
const PICTURES: readonly (readonly [string, RegExp])[] = [['image/png', /^89504e470d0a1a0a/], ['image/jpeg', /^ffd8ff/], ['image/gif', /^47494638/], ['image/webp', /^52494646.{8}57454250/]];

/** Throws AgentFault for what is no digest, or too large to be sent. */
export async function readEvidence(api: Pick<ApiClient, 'evidence'>, digest: string): Promise<EvidenceContent> {
  if (!DIGEST.test(digest)) throw new AgentFault(`"${digest.slice(0, 80)}" is no digest.`, 'Give it as `sha256:` and 64 hex digits, as the incident names it.');
  const bytes = Buffer.from(await api.evidence(digest, EVIDENCE_BYTES.blob + 1));
  const head = bytes.subarray(0, 16).toString('hex');
  const picture = PICTURES.find(([, magic]) => magic.test(head))?.[0];
  if (picture === undefined && isText(bytes)) return { kind: 'text', text: bytes.subarray(0, EVIDENCE_BYTES.text).toString('utf8').replace(/\uFFFD+$/, ''), isCut: bytes.length > EVIDENCE_BYTES.text };
  if (bytes.length > EVIDENCE_BYTES.blob) throw new AgentFault(`That evidence is larger than ${EVIDENCE_BYTES.blob / 1024} KiB and no text.`, 'Ask the person to look at it on the dashboard.');
  return { kind: picture ? 'image' : 'bytes', mediaType: picture ?? 'application/octet-stream', base64: bytes.toString('base64') };
}

function isText(bytes: Buffer): boolean {
  const head = bytes.subarray(0, EVIDENCE_BYTES.text);
  return !head.includes(0) && !head.toString('utf8').slice(0, -1).includes('\uFFFD');
}
