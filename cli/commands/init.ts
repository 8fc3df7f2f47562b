// dayshift init: looks at the clone and at the monitoring, and proposes both files with each line explained. What is there is never overwritten.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import pc from 'picocolors';
import type { Proposal, ProposedFile } from '../../proposal';
import { plural } from '../tree/text';
import { CliFault, printLines, wantsColour } from './world';
import type { World } from './world';

/** Loaded late: the other commands do without. */
async function room(): Promise<typeof import('../../proposal/index.js')> {
  return import('../../proposal/index.js');
}

interface Options { service?: string; prometheus?: string; write?: boolean; json?: boolean }

export function addInit(program: Command, world: World): void {
  program.command('init').description('look at this repository and its monitoring, and propose dayshift.yaml and .dayshift/pipeline.yaml, each line explained')
    .option('--service <name>', 'what the service is called; default: as the repository')
    .option('--prometheus <address>', 'the monitoring; default http://127.0.0.1:9090')
    .option('--write', 'write the files that are not there yet; without it they are shown')
    .option('--json', 'what was found and both files')
    .addHelpText('after', '\nExamples:\n  dayshift init\n  dayshift init --service shop --prometheus http://prometheus:9090 --write')
    .action(async ({ write = false, json = false, ...asked }: Options) => {
      const proposal = await proposed(world, asked);
      const files = [proposal.pipeline, proposal.installation];
      const agreed = write || (!json && await isAgreed(world, proposal));
      const written = agreed ? await writeAll(files) : [];
      if (json) return printLines(world, [JSON.stringify({ ...proposal, written }, null, 2)]);
      if (!agreed && !world.ask) show(world, proposal);
      printLines(world, told(proposal, written, world.cwd));
    });
}

async function proposed(world: World, asked: Pick<Options, 'service' | 'prometheus'>): Promise<Proposal> {
  const { propose, explain } = await room();
  try {
    return await propose({ folder: world.cwd, ...asked });
  } catch (error) {
    const said = explain(error);
    if (said) throw new CliFault(said.message, said.advice);
    throw error;
  }
}

function show(world: World, { seen, pipeline, installation }: Proposal): void {
  const paint = pc.createColors(wantsColour(world));
  const body = (text: string): string => text.trimEnd().split('\n').map((line) => (line.includes('LOOK HERE') ? paint.yellow(line) : /^\s*#/.test(line) ? paint.dim(line) : line)).join('\n');
  printLines(world, [...seen, ...[pipeline, installation].flatMap(({ path: file, text, isThere }) => ['', paint.bold(`${file}${isThere ? ' (is there already, and stays as it is)' : ''}`), body(text)]), '']);
}

/** On a terminal the files are shown and the person is asked. */
async function isAgreed(world: World, proposal: Proposal): Promise<boolean> {
  if (!world.ask || [proposal.pipeline, proposal.installation].every(({ isThere }) => isThere)) return false;
  show(world, proposal);
  return /^y(es)?$/i.test((await world.ask('Write them? [y/N] ')).trim());
}

/** Those that are not there yet; one that somebody made meanwhile is left alone too. */
async function writeAll(files: ProposedFile[]): Promise<string[]> {
  const written: string[] = [];
  for (const { path: file, text } of files) {
    await mkdir(path.dirname(file), { recursive: true });
    const isNew = await writeFile(file, text, { flag: 'wx' }).then(() => true, (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw new CliFault(`${file} cannot be written: ${error.message}.`, 'Go where you may write, or take the text from: dayshift init --json');
    });
    if (isNew) written.push(file);
  }
  return written;
}

function told({ pipeline, installation }: Proposal, written: readonly string[], folder: string): string[] {
  const name = (file: string): string => path.relative(folder, file) || file;
  if (written.length === 0) {
    const there = [pipeline, installation].filter(({ isThere }) => isThere).map(({ path: file }) => name(file));
    return there.length === 2 ? [`${there.join(' and ')} are there already: nothing was written.`] : ['Nothing was written. Write what is not there yet: dayshift init --write'];
  }
  const looks = [pipeline, installation].filter(({ path: file }) => written.includes(file)).flatMap(({ path: file, look }) => look.map(({ line, text }) => `  ${name(file)}:${line}: ${text}`));
  return [`Written: ${written.map(name).join(', ')}.`, '', `${plural(looks.length, 'line is a guess', 'lines are guesses')}; put them right:`, ...looks, '', 'Then: dayshift pipeline check, dayshift pipeline run, dayshift up, dayshift doctor.'];
}
