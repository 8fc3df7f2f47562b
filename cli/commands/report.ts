// dayshift report: what a customer told somebody, handed on as if by the public form. What is missing is asked on a terminal.
import type { Command } from 'commander';
import { CustomerReport, ReportReceipt } from '../../src/contracts/http';
import { clean } from '../tree/text';
import { readInput } from '../read-input';
import { withExamples, withJson } from './declare';
import { CliFault, apiOf, printJson, printLines } from './world';
import type { World } from './world';

interface Options { service?: string; tried?: string; happened?: string; contact?: string; file?: string; json?: boolean }
type Draft = Partial<Record<keyof CustomerReport, string>>;

const QUESTIONS: readonly (readonly [keyof CustomerReport, string])[] = [
  ['service', 'Which service? '], ['tried', 'What did they try? '], ['happened', 'What happened instead? '], ['contact', 'How can they be reached? (may stay empty) '],
];

export function addReport(program: Command, world: World): void {
  const report = program.command('report').description('hand on what a customer told you; it opens an incident or joins the open one')
    .option('--service <name>', 'what they used')
    .option('--tried <text>', 'what they tried')
    .option('--happened <text>', 'what happened instead')
    .option('--contact <text>', 'how they can be reached; only the team sees it')
    .option('--file <file>', 'the same as a JSON object; `-` reads standard input');
  withExamples(withJson(report, 'the receipt'), 'report', 'report --service storefront --tried "to log in" --happened "it says that my password is wrong"', 'report --file -')
    .action(async ({ file, json, ...given }: Options, command: Command) => {
      const draft = { ...(file === undefined ? {} : await readDraft(file, world)), ...given };
      const sent = CustomerReport.safeParse(world.ask && file === undefined ? await askMissing(draft, world.ask) : draft);
      if (!sent.success) throw new CliFault(`The report is not whole: ${faultsOf(draft, sent.error.issues)}.`, 'Give --service, --tried and --happened, at least three letters each, or run it on a terminal, which asks.', 2);
      const receipt = await apiOf(command, world).ask('/reports', ReportReceipt, { method: 'POST', body: sent.data });
      if (json) return printJson(world, receipt);
      printLines(world, [clean(receipt.text), `Reference ${receipt.reference}: tell it to the customer.`]);
    });
}

async function askMissing(draft: Draft, ask: NonNullable<World['ask']>): Promise<Draft> {
  const whole = { ...draft };
  if (QUESTIONS.every(([name]) => name === 'contact' || draft[name] !== undefined)) return whole;
  for (const [name, question] of QUESTIONS) {
    whole[name] ??= (await ask(question)).trim() || undefined;
  }
  return whole;
}

async function readDraft(file: string, world: World): Promise<Draft> {
  const parsed = CustomerReport.partial().safeParse(jsonOf((await readInput(file, world, 'one report')).toString()));
  if (!parsed.success) throw new CliFault(`${file === '-' ? 'Standard input' : clean(file)} holds no report: ${parsed.error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ')}.`, 'Write a JSON object with service, tried, happened and, if you like, contact.', 2);
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function faultsOf(draft: Draft, issues: readonly { path: PropertyKey[] }[]): string {
  const names = [...new Set(issues.map(({ path }) => String(path[0] ?? 'it')))];
  return names.map((name) => (draft[name as keyof Draft] === undefined ? `${name} is missing` : `${name} is too short or too long`)).join(', ');
}
