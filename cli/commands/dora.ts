// dayshift dora: how well do releases go, week by week, and what does each figure mean?
import { Option } from 'commander';
import type { Command } from 'commander';
import pc from 'picocolors';
import type { DoraFigures, DoraReport } from '../../src/contracts/http';
import { clean, pad, plural, wrap } from '../tree/text';
import { wholeNumber } from '../number-option';
import { withExamples, withJson } from './declare';
import { apiOf, printJson, printLines, wantsColour, widthOf } from './world';
import type { World } from './world';

const WEEK = 10;
const COLUMNS: readonly { name: string; width: number; read: (figures: DoraFigures) => string }[] = [
  { name: 'deployments', width: 11, read: ({ deployments }) => String(deployments) },
  { name: 'lead time', width: 11, read: ({ leadTimeSeconds }) => readTime(leadTimeSeconds) },
  { name: 'fail rate', width: 11, read: ({ changeFailRate }) => readShare(changeFailRate) },
  { name: 'recovery', width: 11, read: ({ recoverySeconds }) => readTime(recoverySeconds) },
  { name: 'rework', width: 8, read: ({ reworkRate }) => readShare(reworkRate) },
];

export function addDora(program: Command, world: World): void {
  const dora = program.command('dora').argument('[service]', 'of this one; default: all').description('print DORA\'s five figures from the archived incidents, by week')
    .addOption(new Option('--weeks <number>', 'over so many weeks, the one that runs among them').argParser(wholeNumber({ name: '--weeks', of: 'weeks' })).default(12));
  withExamples(withJson(dora), 'dora', 'dora storefront --weeks 26')
    .action(async (service: string | undefined, { weeks, json }: { weeks: number; json?: boolean }, command: Command) => {
      const report = await apiOf(command, world).dora(weeks, service);
      if (json) return printJson(world, report);
      const paint = pc.createColors(wantsColour(world));
      printLines(world, [...report.services.flatMap((one) => [...tableOf(one, paint), '']), ...meanings(report, world)]);
    });
}

function tableOf({ service, whole, perWeek, weeks }: DoraReport['services'][number], paint: ReturnType<typeof pc.createColors>): string[] {
  const row = (name: string, figures: DoraFigures): string => `${pad(name, WEEK)}${COLUMNS.map(({ width, read }) => read(figures).padStart(width)).join('')}`;
  const often = perWeek === null ? 'no archived incident' : `${plural(whole.deployments, 'deployment')} in ${plural(weeks.length, 'week')}, ${perWeek.toLocaleString('en-US', { maximumFractionDigits: 1 })} a week`;
  return [
    `${paint.bold(clean(service))}  ${paint.dim(often)}`,
    paint.dim(`${pad('', WEEK)}${COLUMNS.map(({ name, width }) => name.padStart(width)).join('')}`),
    ...weeks.map((week) => row(week.week, week)),
    paint.bold(row('all', whole)),
  ];
}

function meanings({ definitions }: DoraReport, world: World): string[] {
  return definitions.flatMap(({ name, definition }) => wrap(`${clean(name)}: ${clean(definition)}`, widthOf(world) - 2).map((line, at) => (at === 0 ? line : `  ${line}`)));
}

/** What there is nothing to tell by is a dash, never a nought. */
function readShare(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(0)} %`;
}

function readTime(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${(seconds / 3600).toFixed(1)} h` : `${(seconds / 86_400).toFixed(1)} d`;
}
