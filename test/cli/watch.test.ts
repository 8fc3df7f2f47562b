// Does a follower see the day to its end, in a pipe and on a terminal, also when the connection drops?
import { IncidentView } from '../../src/contracts/incident';
import { startFixtureServer } from '../dashboard/fixture/server';
import type { FixtureServer } from '../dashboard/fixture/server';
import { LENGTH_OF_DAY, positionOf } from '../dashboard/fixture/world';
import { runCommand } from './command-line';

const ID = 'storefront.LoginRefused.1a2b3c4d';
let server: FixtureServer;
afterEach(() => server.close());

/** Calls once, when the output first holds the text. */
function when(text: string, act: () => void): (all: string) => void {
  let done = false;
  return (all) => {
    if (done || !all.includes(text)) return;
    done = true;
    setTimeout(act, 5);
  };
}

it('in a pipe: one line for each change, no escape code, the summary at the end', async () => {
  server = await startFixtureServer({ position: positionOf('acknowledged') });
  const onOut = when('Maya is on it', () => { server.moveTo(LENGTH_OF_DAY); });
  const { code, out } = await runCommand(server.address, ['watch', ID], { onOut });
  expect(code).toBe(0);
  expect(out).not.toContain('\u001b');
  expect(out.match(/Attempt 3 passed every gate/g)).toHaveLength(1);
  expect(out).toMatch(/Time to\s+Took/);
});

it('on a terminal: redraws in place and gives the cursor back', async () => {
  server = await startFixtureServer({ position: positionOf('signOffAsked') });
  const onOut = when('turn: sign off', () => { server.moveTo(LENGTH_OF_DAY); });
  const { out } = await runCommand(server.address, ['watch', ID], { tty: true, onOut, env: { NO_COLOR: '1' } });
  expect(out.startsWith('\u001b[?25l')).toBe(true);
  expect(out.lastIndexOf('\u001b[?25h')).toBeGreaterThan(out.lastIndexOf('Closed: fixed'));
  expect(out).toMatch(/\u001b\[\d+A/);
  expect(out).not.toMatch(/\u001b\[3\dm/);
});

it('comes back when the connection drops, says so, and repeats nothing', async () => {
  server = await startFixtureServer({ position: positionOf('acknowledged') });
  const drop = when('Maya is on it', () => { server.dropStreams(); });
  const end = when('connection lost', () => { server.moveTo(LENGTH_OF_DAY); });
  const { code, out } = await runCommand(server.address, ['watch', ID], { onOut: (all) => { drop(all); end(all); } });
  expect(code).toBe(0);
  expect(out.match(/Maya is on it/g)).toHaveLength(1);
  expect(out).toContain('Closed, fixed');
});

it('without an id follows the only one that is open, and asks when there are several', async () => {
  server = await startFixtureServer({ position: positionOf('acknowledged') });
  const several = await runCommand(server.address, ['watch']);
  expect(several.code).toBe(2);
  expect(several.err).toContain('3 incidents are open.');
  await server.close();
  server = await startFixtureServer({ position: positionOf('acknowledged'), alone: true });
  const onOut = when('Maya is on it', () => { server.moveTo(LENGTH_OF_DAY); });
  expect((await runCommand(server.address, ['watch'], { onOut })).code).toBe(0);
});

it('ends at once when it is interrupted', async () => {
  server = await startFixtureServer({ position: positionOf('acknowledged') });
  const controller = new AbortController();
  const onOut = when('Maya is on it', () => { controller.abort(); });
  const { out } = await runCommand(server.address, ['watch', ID], { onOut, signal: controller.signal });
  expect(out).not.toContain('Time to');
});

it('as JSON is one line for each change, each of which can be read again', async () => {
  server = await startFixtureServer({ position: positionOf('acknowledged') });
  const onOut = when('\n', () => { server.moveTo(LENGTH_OF_DAY); });
  const { code, out } = await runCommand(server.address, ['watch', ID, '--json'], { onOut });
  const heard = out.trim().split('\n').map((line) => JSON.parse(line) as { kind: string; view?: unknown });
  const phases = heard.flatMap(({ kind, view }) => (kind === 'incident' ? IncidentView.parse(view).phase : []));
  expect([code, phases[0], phases.at(-1)]).toEqual([0, 'fix', 'closed']);
  expect(heard.every(({ kind }) => ['incident', 'progress', 'lost'].includes(kind))).toBe(true);
});
