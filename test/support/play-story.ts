// How is a story played by a test? As `npm start -- --once --story …` plays it, from the compiled sources, in a folder of its own.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { VISITS_FILE } from '../../demo/parts/customers';
import type { Story } from '../../demo/stories';
import { readVisits, type Visit } from '../../demo/traffic/visits';
import { IncidentRecord } from '../../src/contracts/record';

const ROOT = path.join(__dirname, '..', '..');

export interface Played { code: number | null; output: string; record: IncidentRecord; visits: Visit[] }

/** Throws with the end of what was printed when the day left no record. */
export async function playStory(story: Story, portBase: number): Promise<Played> {
  const folder = await mkdtemp(path.join(tmpdir(), `dayshift ${story} `)); // with a space
  const state = path.join(folder, 'state');
  const file = path.join(folder, 'record.json');
  try {
    const day = spawn(process.execPath, ['--enable-source-maps', path.join(ROOT, 'dist', 'demo', 'main.js'), '--once', '--story', story, '--state', state, '--record', file, '--port-base', String(portBase)], { cwd: ROOT, env: process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [day.stdout, day.stderr]) stream.on('data', (piece: Buffer) => { output += piece.toString(); });
    const code = await new Promise<number | null>((resolve) => { day.once('exit', resolve); });
    const written = await readFile(file, 'utf8').catch((error: unknown) => {
      throw new Error(`the story ${story} left no record:\n${output.slice(-6000)}`, { cause: error });
    });
    return { code, output, record: IncidentRecord.parse(JSON.parse(written)), visits: readVisits(path.join(state, VISITS_FILE)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
