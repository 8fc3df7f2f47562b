// Does `dayshift` alone say what needs this person, with the command to type next? Against the real API.
import { Desk } from '../../src/contracts/desk';
import { positionOf } from '../dashboard/fixture/world';
import { until } from '../api/until';
import { ID, serveDay, tokenOf, type ServedDay } from './a-day-served';
import { runCommand } from './command-line';

let day: ServedDay;
afterEach(() => day.close());

test('what waits for me comes first, then what is mine, then what else is open, each with the next command', async () => {
  day = await serveDay(positionOf('acknowledged'));
  const { code, out, err } = await runCommand(day.address, [], { token: tokenOf('maya') });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.split('\n')[0]).toBe('Maya developer');
  expect(out).toContain(`Waits for you (2)`);
  expect(out).toContain(`            dayshift fix ${ID}\n`);
  expect(out).toContain('Yours (1)\nfunctional  Checkout answers slowly');
  expect(out).toMatch(/dayshift watch checkout\.\S+\n/);
  expect(out.indexOf('Waits for you')).toBeLessThan(out.indexOf('Yours'));
});

test('each role is told its own next command', async () => {
  day = await serveDay(positionOf('decisionAwaited'), { alone: true });
  expect((await runCommand(day.address, [], { token: tokenOf('paula') })).out).toContain(`dayshift assign ${ID}\n`);
  const others = await runCommand(day.address, [], { token: tokenOf('sam') });
  expect(others.out).toContain('Nothing waits for you.\n\nOpen besides (1)\nassess      Customers cannot log in');
  day.moveTo(positionOf('signOffAsked'));
  const told = async () => JSON.parse((await runCommand(day.address, ['--json'], { token: tokenOf('olga') })).out) as { me: { id: string }; desk: Desk; open: { incidents: object[] } };
  const { me, desk, open } = await until(told, (now) => Desk.parse(now.desk).incidents[0]?.part === 'turn', 'it waits for Olga'); // who asks right after others hears what they heard
  expect([me.id, desk.incidents.length, open.incidents.length]).toEqual(['olga', 1, 1]);
});

test('without a token the open incidents are listed, and how to sign in', async () => {
  day = await serveDay(positionOf('acknowledged'));
  const { code, out } = await runCommand(day.address, []);
  expect(code).toBe(0);
  expect(out).toContain('fix         Customers cannot log in');
  expect(out).toMatch(/Nobody is signed in\. See what needs you: dayshift login\n$/);
});

test('a token that is nobody\'s, and an installation that is read by its people only, say how to sign in', async () => {
  day = await serveDay(positionOf('acknowledged'), { readsNeedToken: true });
  for (const token of [undefined, 'nobodys']) expect(await runCommand(day.address, [], { token })).toMatchObject({ code: 3, out: '', err: expect.stringContaining('Sign in with `dayshift login`') });
  const asJson = await runCommand(day.address, ['--json']);
  expect([asJson.code, JSON.parse(asJson.err)]).toMatchObject([3, { type: '/problems/not-signed-in', status: 401 }]);
});
