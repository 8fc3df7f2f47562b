// Is anything deployed twice, or two releases live, or a customer refused, when any process dies at any moment of a roll-out or a rollback?
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSmallDay, until } from '../support/small-day';
import { isLost, startTraffic, type SteadyTraffic } from '../support/steady-traffic';
import { setSmallStage, type SmallStage } from '../support/small-stage';
import { planKills } from './kills-plan';
import { look, onlyLive, startsOf } from './kills-place';
import { createRounds } from './kills-rounds';
import { renderKills } from './kills-table';

const SEED = Number(process.env['DAYSHIFT_SEED'] ?? 20261125);
const DIST = process.env['DAYSHIFT_DIST'] ?? path.join(__dirname, '..', '..', 'dist'); // another build may be killed in its place
const PORT_BASE = 19_400;
const PER_SECOND = 50;
const PATIENCE_MS = 20 * 60_000;

let folder: string;
let stage: SmallStage;
let traffic: SteadyTraffic;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dayshift kills ')); // with a space
  stage = await setSmallStage({ folder, dist: DIST, portBase: PORT_BASE, say: () => undefined });
  traffic = startTraffic({ url: stage.address, perSecond: PER_SECOND });
}, PATIENCE_MS);

afterAll(async () => {
  await traffic.stop();
  await stage.end();
  await rm(folder, { recursive: true, force: true });
}, PATIENCE_MS);

test('forty kills, twenty on the way out and twenty on the way back: one release is live, as the record says, and no switch refuses anybody', async () => {
  const plan = planKills(SEED);
  const day = await openSmallDay(stage);
  const rounds = createRounds(stage, day);
  await rounds.undisturbed();
  const [out, back] = [[...plan['roll-out']], [...plan.rollback]];
  for (let number = 1; out.length > 0 || back.length > 0; number += 1) {
    const { isLive } = await rounds.round(`round-${number}`, out.shift(), back[0]);
    if (isLive) back.shift();
  }
  await stage.shop.watch({ for: '3s', every: '1s' });
  const good = await day.goOut('good');
  const record = await until('the incident is closed', async () => {
    const found = await stage.api('olga').record(day.incident);
    return found.incident.outcome === null ? undefined : found;
  });
  await traffic.stop();
  process.stdout.write(`${renderKills(SEED, rounds.told, traffic.visits)}\n`);

  expect(rounds.told).toHaveLength(40);
  expect(rounds.told.map(({ found }) => found)).toEqual(rounds.told.map(({ wanted }) => wanted));
  const windows = rounds.told.flatMap(({ killed }) => killed.window ?? []);
  const lost = traffic.visits.filter(isLost).filter(({ at, ms }) => !windows.some(({ from, to }) => at + ms >= from && at <= to));
  expect(lost).toEqual([]);

  const starts = startsOf(stage);
  const killsOf = (digest: string): number => rounds.told.filter(({ killed }) => killed.digest === digest).length;
  const twice = [...starts].filter(([digest, count]) => count > 1 + killsOf(digest) || (killsOf(digest) === 0 && count !== 1));
  expect(twice).toEqual([]);

  expect(record.incident.outcome).toBe('fixed');
  expect(record.release).toMatchObject({ digest: good.digest, reportedDigest: good.digest });
  expect(record.deployments.filter(({ outcome }) => outcome === 'kept').map(({ digest }) => digest)).toEqual([good.digest]);
  expect(await look(stage, day.incident)).toMatchObject({ target: good.digest, endpoints: onlyLive(good.digest, []).endpoints, customers: [good.digest] });
  expect(new Set(record.deployments.map(({ digest }) => digest)).size).toBe(record.deployments.length);
}, PATIENCE_MS);
