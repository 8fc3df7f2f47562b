// dayshift pipeline: is the file well, and would the working copy pass? Needs a clone, and nothing that runs.
import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Command } from 'commander';
import type { LocalEnd } from '../../workbench';
import { wholeNumber } from '../number-option';
import { plural } from '../tree/text';
import { describeCheck } from './pipeline-check';
import { followByLines, followRun } from './pipeline-progress';
import { describeEnd } from './pipeline-verdicts';
import { withExamples, withJson } from './declare';
import { CliFault, printJson, printLines } from './world';
import type { World } from './world';

interface RunOptions { stage?: string; check?: string; at: Record<string, string>; keep?: boolean; against?: string; envFile?: string; slots: number; json?: boolean }

/** Loaded late: the other commands do without the engine. */
async function workbench(): Promise<typeof import('../../workbench/index.js')> {
  return import('../../workbench/index.js');
}

export function addPipeline(program: Command, world: World): void {
  const pipeline = program.command('pipeline').alias('check').description('check the pipeline file, or run it on the working copy, without an incident');
  const check = pipeline.command('check', { isDefault: true }).argument('[file]', 'default: .dayshift/pipeline.yaml of the clone').description('name every fault at once, or say what would run');
  withExamples(withJson(check, 'name, file, plan and warnings'), 'check', 'pipeline check .dayshift/pipeline.yaml')
    .action(async (file: string | undefined, { json }: { json?: boolean }) => {
      const { readPlan } = await workbench();
      const checked = await explained(world, () => readPlan(world.cwd, file));
      if (json) return printJson(world, checked);
      printLines(world, describeCheck(checked, world));
    });
  withExamples(pipeline.command('run'), 'check run', 'pipeline run --check login --at device=ipad').description('build the working copy as it is, and run and judge its cells')
    .option('--stage <stage>', 'only this stage')
    .option('--check <check>', 'only this check')
    .option('--at <axis=value>', 'only the cells at this place; may be repeated', addPlace, {})
    .option('--against <commit>', 'build that commit too and compare with it, in the place of the running release')
    .option('--env-file <file>', 'variables for the commands, beside your own')
    .option('--slots <number>', 'cells side by side', wholeNumber({ name: '--slots', of: 'cells', most: 999 }), availableParallelism())
    .option('--keep', 'keep the checkouts to look into')
    .option('--json', 'what it came to as JSON; what happens meanwhile is told on the error output')
    .action((options: RunOptions) => run(options, world));
}

async function run({ envFile, keep = false, json = false, ...options }: RunOptions, world: World): Promise<void> {
  const { readVariables, runPipeline } = await workbench();
  const progress = json ? followByLines(world.err) : followRun(world);
  let end: LocalEnd;
  try {
    const variables = envFile === undefined ? undefined : await explained(world, () => readVariables(world.cwd, envFile));
    end = await explained(world, () => runPipeline({ ...options, keep, variables, folder: world.cwd, env: world.env, signal: world.signal, tell: progress.tell }));
  } finally {
    progress.close();
  }
  if (json) printJson(world, end);
  else printLines(world, describeEnd(end, world));
  if (end.passed) return;
  const failed = end.results.filter(({ verdict }) => verdict !== 'passed').length;
  throw new CliFault(failed > 0 ? `${plural(failed, 'cell')} did not pass.` : 'Nothing was run.', failed > 0 ? 'Mend what is named above, then run it again.' : 'Choose cells that run on this machine.');
}

/** The workbench's own errors as people read them; others as they are. */
async function explained<T>({ signal }: World, work: () => Promise<T>): Promise<T> {
  const { explain } = await workbench();
  try {
    return await work();
  } catch (error) {
    await nextTurn(); // a Ctrl-C ends git too, and may be heard of only after it
    const said = explain(error);
    if (said && !signal.aborted) throw new CliFault(said.message, said.advice, said.written ? 2 : 1);
    throw error;
  }
}

function addPlace(written: string, before: Record<string, string>): Record<string, string> {
  const [, axis, value] = /^([a-z][a-z0-9-]*)=(.+)$/.exec(written) ?? [];
  if (!axis || value === undefined) throw new CliFault(`"${written}" is no place.`, 'Write an axis and a value, e.g. --at device=ipad.', 2);
  return { ...before, [axis]: value };
}
