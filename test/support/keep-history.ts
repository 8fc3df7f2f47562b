// How is a history recorded for the replay tests? A whole day's test writes it when DAYSHIFT_RECORD_HISTORIES names a folder.
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** By Temporal's own command line, in the form that its replayers read. */
export async function keepHistory(workflowId: string, name: string, address: string): Promise<void> {
  const folder = process.env['DAYSHIFT_RECORD_HISTORIES'];
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  const { stdout } = await promisify(execFile)(process.env['DAYSHIFT_TEMPORAL'] ?? 'temporal', ['workflow', 'show', '--workflow-id', workflowId, '--address', address, '--output', 'json'], { maxBuffer: 64 * 1024 * 1024 });
  await writeFile(path.join(folder, `${name}.json`), `${JSON.stringify(JSON.parse(stdout))}\n`);
}
