// What does the storefront's pipeline file say in this story? The template's own text, or that with the story's changes; on main before the day begins.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gitText } from '../integrations/git/git-command';
import { PIPELINE_FILE } from '../src/domain/ids';
import { demoFolder } from './demo-folder';
import { cloneRepository } from './repository';
import { plotOf, type Story } from './stories';

const WRITER = 'olga';

/** Throws when the template has not exactly one of a line that the story changes. */
export function pipelineOf(story: Story, template: string): string {
  const lines = Object.entries(plotOf(story).pipeline?.lines ?? {});
  return lines.reduce((text, [line, other]) => {
    const parts = text.split(`\n${line}\n`);
    if (parts.length !== 2) throw new Error(`${PIPELINE_FILE} of the template has “${line.trim()}” ${parts.length - 1} times; the story ${story} needs it once`);
    return parts.join(`\n${other}\n`);
  }, template);
}

/** Commits the story's file on main when main has another one, also that of an earlier story on the same state. */
export async function bringPipeline(origin: string, story: Story): Promise<void> {
  const wanted = pipelineOf(story, await readFile(path.join(demoFolder(), 'storefront', PIPELINE_FILE), 'utf8'));
  const found = await gitText('read the pipeline file', ['show', `main:${PIPELINE_FILE}`], { gitFolder: origin });
  if (found !== wanted) await commit(origin, wanted, plotOf(story).pipeline?.subject ?? 'ci: as it was before');
}

async function commit(origin: string, text: string, subject: string): Promise<void> {
  const around = await mkdtemp(path.join(path.dirname(origin), 'pipeline-in-progress-'));
  try {
    const clone = await cloneRepository(origin, path.join(around, 'storefront'), WRITER);
    await writeFile(path.join(clone, PIPELINE_FILE), text);
    await gitText('commit the pipeline file', ['commit', '--quiet', '--all', '--message', subject], { folder: clone });
    await gitText('push it', ['push', '--quiet', 'origin', 'HEAD:refs/heads/main'], { folder: clone });
  } finally {
    await rm(around, { recursive: true, force: true });
  }
}
