// Does a worker tell Prometheus what it does, at the address that it was given?
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { createPortFinder } from '../../machine/ports';
import { DayshiftError } from '../../src/errors';
import { workerFigures } from '../../worker/telemetry/worker-figures';
import { assignUpdate, buildUpdate, cancelUpdate } from '../../workflows/messages';
import { until } from '../api/until';
import { openDay, whenView } from '../support/a-day';
import { figuresAsked, figuresTold, readGrafanaDashboard } from '../support/grafana';
import { inAWorld } from '../support/in-a-world';

let address: string;
beforeAll(async () => {
  address = `127.0.0.1:${await createPortFinder(10_000 + Math.floor(Math.random() * 6000))()}`;
  Runtime.install({ logger: new DefaultLogger('ERROR'), ...workerFigures(address) });
});
const here = inAWorld();

test('steps, slots and failures are told by Temporal\'s own names, durations in seconds, and the Grafana dashboard asks for nothing else', async () => {
  const day = await openDay(here.world);
  await whenView(day, ({ turn }) => turn?.role === 'product-owner', 'the product owner is asked');
  await day.executeUpdate(assignUpdate, { args: [{ by: 'paula', to: 'maya', through: 'api' }] });
  await day.executeUpdate(buildUpdate, { args: [{ by: 'maya', commit: 'a'.repeat(40), through: 'api' }] }); // a commit that nobody knows
  await whenView(day, ({ attempts }) => attempts.at(-1)?.verdict === 'build-errored', 'its plan cannot be frozen');
  jest.spyOn(here.world.integrations.archive, 'save').mockRejectedValueOnce(new DayshiftError('unreachable', { what: 'the archive', reason: 'it is away' }));
  await day.executeUpdate(cancelUpdate, { args: [{ by: 'paula', reason: 'the drill is over', through: 'api' }] });
  const asked = figuresAsked(readGrafanaDashboard()).filter((name) => name.startsWith('temporal_'));
  expect(asked.length).toBeGreaterThan(5);
  const read = (): Promise<string> => fetch(`http://${address}/metrics`).then((response) => response.text());
  const missing = async (): Promise<string[]> => { const told = figuresTold(await read()); return asked.filter((name) => !told.has(name)); };
  await until(missing, (names) => names.length === 0, 'every figure that the dashboard asks for is told');
  expect(await read()).toMatch(/temporal_local_activity_execution_latency_seconds_count\{[^}]*activity_type="measureImpact"/);
});

test('without an address nothing is told', () => {
  expect(workerFigures(undefined)).toEqual({});
});
