// Do customers read what is true, in their own words, and nothing of the inside?
import { statusOf, statusUnknown, type Known, type Telling } from '../../src/domain/status';
import { StatusPage } from '../../src/contracts/status-page';
import { Outcome, Phase } from '../../src/domain/vocabulary';
import { aRow, minutesOn, NOTICED, spansOf } from '../support/a-row';

const PAGE = StatusPage.parse({ title: 'Status of the shop', services: { storefront: 'Online shop', checkout: 'Payments' } });
const telling = (page: Partial<StatusPage> = {}, hasEarlier = false): Telling => ({ page: { ...PAGE, ...page }, place: () => ({ environment: 'production', hasEarlier }), publicId: (id) => `public-${id.length}` });
const status = (known: Partial<Known>, how: Telling = telling()) => statusOf(how, { open: [], closed: [], at: minutesOn(60), ...known });
const standing = (phase: Phase) => status({ open: [aRow({ phase, phases: spansOf('assess', 'fix', 'build', phase), deployments: [{ environment: 'production', startedAt: minutesOn(30) }] })] }).open[0]?.standing;

describe('services', () => {
  test('work while nothing is open, in the order of the file', () => {
    expect(status({}).services).toEqual([{ name: 'Online shop', state: 'operational', text: 'Working normally' }, { name: 'Payments', state: 'operational', text: 'Working normally' }]);
  });

  test.each([['medium', 'degraded'], ['high', 'partial-outage'], ['critical', 'major-outage']] as const)('are as bad as their worst incident: %s is %s', (severity, state) => {
    const { services } = status({ open: [aRow({ severity: 'medium', id: 'a' }), aRow({ severity, id: 'bb' })] });
    expect(services.map((one) => one.state)).toEqual([state, 'operational']);
  });

  test('that customers know by one name are one', () => {
    const { services } = status({ open: [aRow({ service: 'checkout' })] }, telling({ services: { storefront: 'Shop', checkout: 'Shop' } }));
    expect(services).toEqual([{ name: 'Shop', state: 'major-outage', text: 'Serious problems for many customers' }]);
  });

  test('that are not shown, and trouble below the severity that is told, are not on it', () => {
    const told = status({ open: [aRow({ service: 'ledger' }), aRow({ severity: 'low' }), aRow({ service: 'toString' })] });
    expect(told).toMatchObject({ open: [], openCount: 0, services: [{ state: 'operational' }, { state: 'operational' }] });
    expect(status({ open: [aRow({ severity: 'low' })] }, telling({ from: 'low' })).openCount).toBe(1);
  });

  test('are not known before anything was heard', () => {
    expect(statusUnknown(PAGE)).toMatchObject({ isCurrent: false, isPastKnown: false, services: [{ state: 'unknown', text: 'We cannot tell right now' }, { state: 'unknown' }] });
  });
});

describe('where the fix stands', () => {
  test.each([
    [Phase.Fix, 'We are writing a fix.'], [Phase.Functional, 'The fix is being tested.'], [Phase.Performance, 'The fix is being tested.'], [Phase.Security, 'The fix is being tested.'],
    [Phase.SignOff, 'The fix is tested and waits to go out.'], [Phase.Deploy, 'The fix is going out.'], [Phase.Verify, 'The fix is out and is being checked.'], [Phase.Watch, 'The fix is out and is being watched.'],
  ])('in %s: %s', (phase, text) => { expect(standing(phase)).toBe(text); });

  test('is said once for each step, newest first, and a way back is said', () => {
    const phases = spansOf('assess', 'fix', 'build', 'functional', 'performance', 'fix', 'build', 'functional', 'sign-off', 'deploy', 'fix');
    const [incident] = status({ open: [aRow({ phase: 'fix', phases, deployments: [{ environment: 'production', startedAt: minutesOn(90) }] })] }).open;
    expect(incident?.updates.map(({ text }) => text).reverse()).toEqual([
      'We are finding out what is wrong.', 'We are writing a fix.', 'The fix is being tested.', 'The fix was not good enough yet. We are working on it.', 'The fix is being tested.',
      'The fix is tested and waits to go out.', 'The fix is going out.', 'The fix did not hold. We are working on another one.',
    ]);
    expect(incident).toMatchObject({ standing: 'The fix did not hold. We are working on another one.', state: 'major-outage' });
    expect(incident?.updates.at(-1)?.at).toBe(NOTICED);
  });

  test('an environment before the customers\' own is one more test', () => {
    const phases = spansOf('assess', 'fix', 'functional', 'deploy', 'verify', 'watch');
    const before = aRow({ phase: 'watch', phases, deployments: [{ environment: 'staging', startedAt: minutesOn(30) }] });
    expect(status({ open: [before] }, telling({}, true)).open[0]).toMatchObject({ state: 'major-outage', standing: 'The fix is being tested.' });
    const then = aRow({ phase: 'deploy', phases: spansOf('assess', 'deploy', 'sign-off', 'deploy'), deployments: [{ environment: 'staging', startedAt: minutesOn(10) }, { environment: 'production', startedAt: minutesOn(30) }] });
    expect(status({ open: [then] }, telling({}, true)).open[0]?.updates.map(({ text }) => text)).toEqual(['The fix is going out.', 'The fix is tested and waits to go out.', 'The fix is being tested.', 'We are finding out what is wrong.']);
  });

  test('in the watch the service is told to recover, not to be well', () => {
    expect(status({ open: [aRow({ phase: 'watch', phases: spansOf('assess', 'watch') })] }).services[0]).toEqual({ name: 'Online shop', state: 'recovering', text: 'A fix is out, we are watching it' });
  });

  test('is not dated while the way so far is not known', () => {
    const phases = [{ phase: Phase.Functional, from: NOTICED, actor: 'dayshift' }];
    expect(status({ open: [aRow({ phase: 'functional', phases })] }).open[0]).toMatchObject({ standing: 'The fix is being tested.', updates: [] });
  });
});

describe('what is over', () => {
  const closed = (change: Parameters<typeof aRow>[0]) => aRow({ phase: 'closed', closedAt: minutesOn(50), ...change });

  test.each([[Outcome.Fixed, 'It is fixed.'], [Outcome.RecoveredByItself, 'It is over. It ended before a fix was needed.'], [Outcome.Cancelled, 'It is closed. No fix was needed.'], [undefined, 'It is over.']])('%s: %s', (outcome, text) => {
    expect(status({ closed: [closed({ outcome })] }).past[0]).toMatchObject({ state: 'operational', standing: text, what: 'Serious problems for many customers' });
  });

  test('took until the watch began that ended well, else until it was closed', () => {
    const phases = spansOf('assess', 'fix', 'deploy', 'watch');
    expect(status({ closed: [closed({ outcome: 'fixed', phases })] }).past[0]).toMatchObject({ solvedAt: minutesOn(30), tookSeconds: 1800 });
    expect(status({ closed: [closed({ outcome: 'recovered-by-itself' })] }).past[0]).toMatchObject({ solvedAt: minutesOn(50), tookSeconds: 3000 });
  });

  test('stays as long as the page keeps it, and is not told twice when it is open again', () => {
    expect(status({ closed: [closed({})] }, telling({ keep: '10m' })).past).toHaveLength(1);
    expect(status({ closed: [closed({})] }, telling({ keep: '9m' })).past).toEqual([]);
    expect(status({ open: [aRow()], closed: [closed({})] })).toMatchObject({ openCount: 1, past: [] });
  });

  test('is not known when the archive is silent', () => {
    expect(status({ closed: undefined })).toMatchObject({ isCurrent: true, isPastKnown: false, past: [] });
  });
});

test('a storm is counted, and its worst are shown', () => {
  const open = Array.from({ length: 300 }, (_, index) => aRow({ id: 'x'.repeat(index + 1), severity: index === 299 ? 'critical' : 'medium' }));
  const told = status({ open });
  expect(told).toMatchObject({ openCount: 300, services: [{ state: 'major-outage' }, { state: 'operational' }] });
  expect(told.open).toHaveLength(50);
  expect(told.open[0]?.state).toBe('major-outage');
});
