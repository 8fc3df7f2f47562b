// dayshift tests: how did each test of a service fare over its closed incidents? A row and a small bar for each; of one by name its last results too.
import type { Command } from 'commander';
import pc from 'picocolors';
import type { TestHistory, TestRun } from '../../src/contracts/http';
import type { Paint } from '../tree/row';
import { clean, clip, day, pad, plural, widthOf as columnsOf } from '../tree/text';
import { withExamples, withJson } from './declare';
import { apiOf, printJson, printLines, wantsColour, widthOf } from './world';
import type { World } from './world';

const SIGNS: Record<TestRun['result'], string> = { passed: '✓', failed: '✗', flaky: '~', skipped: '·' };
const LEGEND = `${SIGNS.passed} passed  ${SIGNS.failed} failed  ${SIGNS.flaky} flaky  ${SIGNS.skipped} skipped; the newest is at the right`;
const NUMBER = 7;
const MOST_RUNS = 15;
const BAR = 20;

export function addTests(program: Command, world: World): void {
  const tests = program.command('tests').argument('<service>', 'whose tests').argument('[name]', 'of this one; its name, whole or from one of its parts on')
    .description('list how each test fared over the closed incidents of a service');
  withExamples(withJson(tests), 'tests storefront', 'tests storefront "keeps the basket"')
    .action(async (service: string, name: string | undefined, { json }: { json?: boolean }, command: Command) => {
      const list = await apiOf(command, world).tests(service, name);
      if (json) return printJson(world, list);
      if (list.tests.length === 0) return printLines(world, [clean(`No closed incident of ${service} has run ${name === undefined ? 'a test' : `a test called “${name}”`}.`)]);
      const paint = pc.createColors(wantsColour(world));
      printLines(world, [...table(list.tests, paint, world), ...(name === undefined ? [] : list.tests.flatMap((test) => ['', ...detail(test, paint, world)])), '', paint.dim(LEGEND)]);
    });
}

/** Numbers to the right, bars of one width, then names as far as there is room. */
function table(tests: readonly TestHistory[], paint: Paint, world: World): string[] {
  const bars = Math.max(6, ...tests.map(({ recent }) => Math.min(BAR, recent.length)));
  const row = (numbers: readonly string[]): string => numbers.map((number) => number.padStart(NUMBER)).join('');
  const room = widthOf(world) - 3 * NUMBER - bars - 4;
  return [
    paint.bold(`${row(['ran', 'failed', 'flaky'])}  ${pad('recent', bars)}  test`),
    ...tests.map(({ name, ran, failed, flaked, recent }) => `${row([ran, failed, flaked].map(String))}  ${bar(recent, bars, paint)}  ${clip(clean(name), room)}`),
  ];
}

/** The newest at the right, so that time runs as in a line of text. */
function bar(recent: readonly TestRun[], width: number, paint: Paint): string {
  const shown = recent.slice(0, width).reverse();
  return `${' '.repeat(width - shown.length)}${shown.map(({ result }) => colourOf(result, paint)(SIGNS[result])).join('')}`;
}

function colourOf(result: TestRun['result'], paint: Paint): (text: string) => string {
  return result === 'failed' ? paint.red : result === 'flaky' ? paint.yellow : result === 'passed' ? paint.green : paint.dim;
}

function detail({ name, lastFailure, recent }: TestHistory, paint: Paint, world: World): string[] {
  const runs = recent.slice(0, MOST_RUNS);
  const places = runs.map(placeOf);
  const width = Math.max(...places.map(columnsOf));
  const line = (text: string): string => clip(text, widthOf(world));
  const told = lastFailure && !runs.some((run) => JSON.stringify(run) === JSON.stringify(lastFailure));
  return [
    paint.bold(line(clean(name))),
    ...runs.map((run, i) => line(`  ${SIGNS[run.result]} ${whenOf(run, world)}  ${pad(places[i] ?? '', width)}  ${incidentOf(run)}`)),
    ...(recent.length > runs.length ? [`  and ${plural(recent.length - runs.length, 'earlier result')}: --json shows them`] : []),
    ...(told ? [line(`  last failed ${whenOf(lastFailure, world)}  ${placeOf(lastFailure)}  ${incidentOf(lastFailure)}`)] : []),
    ...(lastFailure?.message ? [line(`    ${clean(firstLine(lastFailure.message))}`)] : []),
  ];
}

function whenOf({ at }: TestRun, { timeZone }: World): string {
  return day(at, timeZone).padStart(6);
}

function placeOf({ stage, check, point, quarantined }: TestRun): string {
  const values = Object.values(point);
  return clean(`${stage}/${check}${values.length ? ` ${values.join(', ')}` : ''}${quarantined ? ' (quarantined)' : ''}`);
}

function incidentOf({ incident, attempt }: TestRun): string {
  return clean(`attempt ${attempt} of ${incident}`);
}

function firstLine(text: string): string {
  return text.split('\n').find((each) => each.trim() !== '')?.trim() ?? '';
}
