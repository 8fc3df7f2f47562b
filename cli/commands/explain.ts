// dayshift explain alert: which rule would do what with a payload, without anything happening.
import type { Command } from 'commander';
import pc from 'picocolors';
import type { AlertExplanation } from '../../src/contracts/http';
import { clean, plural, wrap } from '../tree/text';
import { readInput } from '../read-input';
import { withExamples, withJson } from './declare';
import { CliFault, apiOf, printJson, printLines, wantsColour, widthOf } from './world';
import type { World } from './world';

interface Options { source?: string; header: Record<string, string>; json?: boolean }
type Explained = AlertExplanation['alerts'][number];

const WOULD: Record<Explained['would'], (one: Explained) => string> = {
  open: ({ service }) => `would open an incident of ${service}`,
  join: ({ incident }) => `would join ${incident ?? 'the incident that is opened before it'}`,
  resolve: ({ incident }) => `would be told as resolved to ${incident ?? 'the incident that is opened beside it'}`,
  'be-ignored': () => 'would be ignored',
  'be-set-aside': () => 'would be set aside: see `dayshift unrouted`',
};

export function addExplain(program: Command, world: World): void {
  const explain = program.command('explain').description('say what would happen, without anything happening');
  const alert = explain.command('alert').argument('<file>', 'a payload as the source sends it; `-` reads standard input').description('print which rule would do what with a payload')
    .option('--source <name>', 'whose payload it is; default: the only source of the installation')
    .option('--header <name: value>', 'a header that the source sends beside it; may be repeated', addHeader, {});
  withExamples(withJson(alert), 'explain alert alert.json', 'explain alert - --source grafana')
    .action(async (file: string, options: Options, command: Command) => {
      const api = apiOf(command, world);
      const payload = await readInput(file, world, 'one payload');
      const source = options.source ?? onlyOne((await api.alertSources()).sources);
      const explanation = await api.explainAlert(source, payload, options.header);
      if (options.json) return printJson(world, explanation);
      printLines(world, [`${plural(explanation.alerts.length, 'alert')} of ${source}`, ...explanation.alerts.flatMap((one) => ['', ...describe(one, world)])]);
    });
}

function addHeader(written: string, before: Record<string, string>): Record<string, string> {
  const [, name, value] = /^([\w-]+)\s*:\s*(.*)$/.exec(written) ?? [];
  if (!name || value === undefined) throw new CliFault(`"${written}" is no header.`, 'Write a name, a colon and a value, e.g. --header "Sentry-Hook-Resource: event_alert".', 2);
  return { ...before, [name.toLowerCase()]: value };
}

function onlyOne(sources: string[]): string {
  const [source] = sources;
  if (source && sources.length === 1) return source;
  throw new CliFault('It is not clear whose payload this is.', `Name the source: --source ${sources.join(' | ')}`, 2);
}

function describe(one: Explained, world: World): string[] {
  const paint = pc.createColors(wantsColour(world));
  const told = [one.status, one.severity, one.fingerprint].filter((part) => part !== undefined).join(', ');
  const rows: [string, string | undefined][] = [['rule', one.rule], ['grouped', one.grouping], ['cause', one.cause], ['workflow', one.workflowId]];
  return [
    `${paint.bold(clean(one.name))} (${clean(told)})`,
    ...lines(WOULD[one.would](one), 2, world),
    ...rows.flatMap(([title, text]) => (text === undefined ? [] : lines(text, 12, world).map((line, at) => (at === 0 ? `  ${paint.dim(title.padEnd(9))} ${line.trimStart()}` : line)))),
  ];
}

function lines(text: string, indent: number, world: World): string[] {
  return wrap(clean(text), widthOf(world) - indent).map((line) => `${' '.repeat(indent)}${line}`);
}
