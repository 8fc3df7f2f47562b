// How fast is dayshift, beside what it could be at best? `npm run bench [-- NAME [--incidents N]]`: a table, and one JSON object as the last line.
import { parseArgs } from 'node:util';
import { accept } from './accept';
import { alerts } from './alerts';
import { bundle } from './bundle';
import { dashboard } from './dashboard';
import { dashboardLoad } from './dashboard-load';
import { day } from './day';
import { demo } from './demo';
import { isMissed, renderJson, renderTable, type Bench, type BenchOptions, type Figures } from './figures';
import { history } from './history';
import { recover } from './recover';
import { pipeline } from './pipeline';
import { rollout } from './rollout';
import { endServers } from './server';
import { vscode } from './vscode';

const BENCHES: Record<string, Bench> = { bundle, history, accept, alerts, day, recover, pipeline, rollout, dashboard, 'dashboard-load': dashboardLoad, vscode, demo };
const ONLY_WHEN_NAMED = ['pipeline', 'rollout', 'dashboard', 'dashboard-load', 'vscode', 'demo']; // they take minutes and the whole machine

const INCIDENTS = 10_000; // open ones, of the bench dashboard

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(args: string[]): Promise<number> {
  const { values, positionals: asked } = parseArgs({ args, allowPositionals: true, options: { incidents: { type: 'string', default: String(INCIDENTS) } } });
  const options: BenchOptions = { incidents: Number(values.incidents) };
  if (!Number.isInteger(options.incidents) || options.incidents < 1) throw new Error(`--incidents takes a whole number from 1 on, and not ${values.incidents}.`);
  const unknown = asked.filter((name) => !BENCHES[name]);
  if (unknown.length > 0) throw new Error(`No bench is called ${unknown.join(', ')}. The benches are ${Object.keys(BENCHES).join(', ')}.`);
  const chosen = asked.length > 0 ? asked : Object.keys(BENCHES).filter((name) => !ONLY_WHEN_NAMED.includes(name));
  const all: Figures = {};
  for (const name of chosen) {
    say(`== ${name}`);
    const figures = await BENCHES[name]?.(say, options) ?? {};
    for (const [what, measured] of Object.entries(figures)) all[`${name}: ${what}`] = measured;
  }
  say(`\n${renderTable(all)}`);
  const missed = Object.keys(all).filter((name) => all[name] && isMissed(all[name]));
  say(missed.length > 0 ? `\nmissed: ${missed.join('; ')}\n` : '\nevery goal is met\n');
  say(renderJson(asked.length > 0 ? chosen.join(',') : 'all', all));
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code), // Temporal's runtime would keep the process
  async (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
    await endServers();
    process.exit(1);
  },
);
