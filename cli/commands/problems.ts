// dayshift problems: what stands at a line of code, for people, editors, other tools and workflows. Exit 0: nothing holds a gate; 1: something does.
import path from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { IncidentView } from '../../src/contracts/incident';
import { isStanding, type ProblemReport } from '../../client/problem';
import { asAnnotations, asGcc } from '../../client/problem-formats';
import { asSarif } from '../../client/problem-sarif';
import { readProblems } from '../../client/read-problems';
import { movedInto } from '../../clone/line-finder';
import { incidentOfBranch, placesIn, rootOfClone } from '../incident-branch';
import { wholeNumber } from '../number-option';
import { Answered, ExitCode } from '../problem';
import { plural } from '../tree/text';
import { withExamples } from './declare';
import { describeProblems } from './problem-lines';
import { CliFault, apiOf, printJson, printLines } from './world';
import type { World } from './world';

const FORMATS = ['text', 'gcc', 'github', 'sarif', 'json'] as const;
interface Options { format: (typeof FORMATS)[number]; json?: boolean; attempt?: number; all?: boolean }

export function addProblems(program: Command, world: World): void {
  withExamples(program.command('problems').argument('[id]', 'the incident; default: the one that the clone\'s branch is named after')
    .description('print what stands at a line of code: failing tests, findings, broken limits')
    .addOption(new Option('--format <format>', 'for people; for editors; as annotations of a workflow; for other tools').choices([...FORMATS]).default('text'))
    .option('--json', 'the same as --format json: ProblemReport')
    .addOption(new Option('--attempt <number>', 'of which attempt alone; default: what stands now').argParser(wholeNumber({ name: '--attempt', of: 'an attempt' })))
    .option('--all', 'also what is known in production, let through or in quarantine; sarif and json have it always')
    .action(async (given: string | undefined, options: Options, command: Command) => {
      const id = given ?? await incidentOfBranch(world, 'name the incident: dayshift problems <id>');
      const api = apiOf(command, world);
      const view = await api.incident(id);
      const { report, root } = await reportOf(view, options, command, world);
      print(report, view, { ...options, format: options.json ? 'json' : options.format, root }, world);
      if (report.blocking > 0) throw new Answered(ExitCode.Refused);
    }), 'problems', 'problems storefront.LoginRefused.1a2b3c4d --format gcc', 'problems --attempt 2 --format sarif > problems.sarif');
}

/** With each line where it is in the working copy now, when the person stands in the clone. */
async function reportOf(view: IncidentView, { attempt }: Options, command: Command, world: World): Promise<{ report: ProblemReport; root: string | undefined }> {
  const asked = attempt === undefined ? view.attempts.at(-1) : view.attempts.find(({ number }) => number === attempt);
  if (attempt !== undefined && !asked) throw new CliFault(`There is no attempt ${attempt}.`, `Attempts so far: ${view.attempts.length}.`);
  const root = await rootOfClone(world, view.attempts.map(({ commit }) => commit).reverse());
  const read = await readProblems(apiOf(command, world), view, { attempt, places: root === undefined ? {} : await placesIn(root) });
  const problems = root === undefined ? read.problems : await movedInto({ folder: root, signal: world.signal }, read.problems);
  const report: ProblemReport = {
    incident: view.id, title: view.title, service: view.service, address: command.optsWithGlobals<{ api: string }>().api.replace(/\/+$/, ''),
    ...(asked ? { attempt: { number: asked.number, commit: asked.commit, verdict: asked.verdict } } : {}),
    blocking: problems.filter(({ blocks }) => blocks).length, problems, incomplete: read.incomplete,
  };
  return { report, root };
}

/** What could not be read in whole is said on standard error, or within the document. */
function print(report: ProblemReport, view: IncidentView, { format, all = false, root }: Pick<Options, 'format' | 'all'> & { root: string | undefined }, world: World): void {
  if (format === 'json') return printJson(world, report);
  if (format === 'sarif') return printJson(world, asSarif(report, { repository: view.repository, branch: view.branch }));
  for (const text of report.incomplete) world.err.write(`${text}\n`);
  const shown = all ? report.problems : report.problems.filter(isStanding);
  const pathOf = (file: string): string => (root === undefined ? file : path.relative(world.cwd, path.join(root, file)).split(path.sep).join('/'));
  if (format === 'text') return printLines(world, describeProblems(report, shown, pathOf, world));
  const lines = format === 'gcc' ? asGcc(shown, pathOf) : asAnnotations(shown);
  if (lines.length > 0) printLines(world, lines);
  if (format === 'github' && shown.length < report.problems.length) printLines(world, [`::debug::${plural(report.problems.length - shown.length, 'problem')} known in production or let through`]);
}
