// What does a roll-out cost the customers, and how soon is a bad release noticed? Switches under load, and a real day whose release burns.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { quantile } from 'simple-statistics';
import { openSmallDay } from '../test/support/small-day';
import { setSmallStage } from '../test/support/small-stage';
import { isLost, type Visit } from '../test/support/steady-traffic';
import { figure, median, type Figures } from './figures';
import { switchReleases, type Switched } from './rollout-switches';

const SWITCHES = 20;
const BURNS = 5;
const EVERY_SECONDS = 5;
const GOAL = { p99: 2, intervals: 2 };
const PORT_BASE = 19_700;
const DIST = path.join(__dirname, '..');

/** Visits that were under way in one of the spans. */
function within(visits: readonly Visit[], spans: readonly { from: number; to: number }[]): Visit[] {
  return visits.filter(({ at, ms }) => spans.some(({ from, to }) => at + ms >= from && at <= to));
}

function p99(visits: readonly Visit[]): number {
  return quantile(visits.map(({ ms }) => ms), 0.99);
}

function figuresOf({ switches, visits }: Switched): Figures {
  const moving = within(visits, switches.map(({ up, done }) => ({ from: up, to: done })));
  const deploying = new Set(within(visits, switches.map(({ ordered, done }) => ({ from: ordered, to: done }))));
  const between = p99(visits.filter((visit) => !deploying.has(visit)));
  return {
    'requests lost': figure(visits.filter(isLost).length, `of ${visits.length}`, 0),
    'p99 while the traffic moves, to p99 between switches': figure(p99(moving), 'ms', between, GOAL.p99),
    'p99 from the order to the end, the new release\'s start with it': figure(p99([...deploying]), 'ms', between),
  };
}

/** Seconds from the first bad event in monitoring to the watch's judgement, each at another moment between two looks. */
async function burnOften(folder: string): Promise<number[]> {
  const stage = await setSmallStage({ folder, dist: DIST, portBase: PORT_BASE, say: () => undefined, every: `${EVERY_SECONDS}s` });
  try {
    const day = await openSmallDay(stage);
    const noticed: number[] = [];
    for (let number = 0; number < BURNS; number += 1) {
      const { digest } = await day.goOut(`release-${number}`);
      await delay(EVERY_SECONDS * 1000 * (1 + number / BURNS));
      const burnt = Date.now();
      const { view } = await day.goBack(digest);
      noticed.push((Date.parse(view.watch?.to ?? '') - burnt) / 1000);
    }
    return noticed;
  } finally {
    await stage.end();
  }
}

/** Throws when a request was lost, after everything was measured. */
export async function rollout(say: (line: string) => void): Promise<Figures> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dayshift-bench-rollout-'));
  try {
    const switched = await switchReleases(path.join(folder, 'switches'), SWITCHES, say);
    const lost = switched.visits.filter(isLost);
    say(`${SWITCHES} switches, ${switched.visits.length} visits, ${lost.length} lost`);
    const noticed = await burnOften(path.join(folder, 'burns'));
    say(`burns noticed after ${noticed.map((seconds) => seconds.toFixed(1)).join(', ')} s, looking every ${EVERY_SECONDS} s`);
    if (lost.length > 0) throw new Error(`${lost.length} requests were lost: ${JSON.stringify(lost.slice(0, 5))}`);
    return {
      ...figuresOf(switched),
      'a burn until the watch has judged, in looks (p50)': figure(median(noticed), 's', EVERY_SECONDS, GOAL.intervals),
      'a burn until the watch has judged, in looks (worst)': figure(Math.max(...noticed), 's', EVERY_SECONDS),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
