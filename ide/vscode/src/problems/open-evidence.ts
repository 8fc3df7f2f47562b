// How does a screenshot or a report get into the editor? Fetched once into the extension's own folder; what an editor cannot show is left to the dashboard.
import { commands, env, Uri, window, workspace } from 'vscode';
import type { ProblemEvidence } from '../../../../client/problem';
import type { Given } from '../feature';

const LARGEST_BYTES = 32 * 1024 * 1024;
const SHOWN = /^(image\/(png|jpeg|gif|webp)|text\/|application\/([a-z.-]+\+)?(json|xml)$)/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** One piece is opened at once; of several, people choose. */
export async function openEvidence({ session, context }: Pick<Given, 'session' | 'context'>, evidence: readonly ProblemEvidence[]): Promise<void> {
  const only = evidence.length === 1 ? evidence[0] : undefined;
  const chosen = only ?? (await window.showQuickPick(evidence.map((one) => ({ label: lastPart(one.name), description: one.name, detail: `${one.mediaType}, ${Math.max(1, Math.round(one.bytes / 1024))} KiB`, one })), { title: 'Open evidence', matchOnDescription: true }))?.one;
  if (!chosen) return;
  if (!SHOWN.test(chosen.mediaType) || chosen.bytes > LARGEST_BYTES || !DIGEST.test(chosen.digest)) return openOutside(session, chosen);
  const folder = Uri.joinPath(context.globalStorageUri, 'evidence', chosen.digest.slice('sha256:'.length, 'sha256:'.length + 16));
  const file = Uri.joinPath(folder, fileName(chosen.name));
  const isThere = await workspace.fs.stat(file).then(() => true, () => false);
  if (!isThere) await workspace.fs.writeFile(file, await session.api().evidence(chosen.digest));
  await commands.executeCommand('vscode.open', file, { preview: true });
}

async function openOutside({ connection }: Given['session'], { link }: ProblemEvidence): Promise<void> {
  if (!('address' in connection)) throw new Error('Sign in to dayshift first.');
  await env.openExternal(Uri.parse(`${connection.address.replace(/\/+$/, '')}${link}`, true));
}

function lastPart(name: string): string {
  return name.split('/').at(-1) || name;
}

/** Names come from reports: nothing of them may lead out of the folder. */
function fileName(name: string): string {
  return lastPart(name).replace(/[^\w.-]+/g, '-').replace(/^\.+/, '').slice(-100) || 'evidence';
}
