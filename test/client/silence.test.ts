// Is a dead connection noticed, by the clock after a sleep and by counting when the clock lies?
import { watchSilence } from '../../client/silence';

function world() {
  let clock = 1_000_000;
  const silent = jest.fn();
  const silence = watchSilence(40_000, silent, () => clock);
  return { silence, silent, /** The machine is awake for so long. */ awake(ms: number) { clock += ms; jest.advanceTimersByTime(ms); }, /** Timers stand still, the clock goes on, or is set back. */ asleep(ms: number) { clock += ms; } };
}

beforeEach(() => { jest.useFakeTimers(); });
afterEach(() => { jest.useRealTimers(); });

test('what comes in time is not silence, and nothing is expected while nobody waits', () => {
  const { silence, silent, awake } = world();
  for (let beat = 0; beat < 10; beat += 1) { silence.begin(); awake(15_000); silence.end(); }
  awake(600_000);
  expect(silent).not.toHaveBeenCalled();
  silence.stop();
});

test('so long without a word is silence, once', () => {
  const { silence, silent, awake } = world();
  silence.begin();
  awake(35_000);
  expect(silent).not.toHaveBeenCalled();
  awake(200_000);
  expect(silent).toHaveBeenCalledTimes(1);
  silence.stop();
});

test('after a sleep it is known at the first look', () => {
  const { silence, silent, awake, asleep } = world();
  silence.begin();
  awake(10_000);
  asleep(8 * 3_600_000);
  awake(5_000);
  expect(silent).toHaveBeenCalledTimes(1);
  silence.stop();
});

test('a clock that is set back hides nothing', () => {
  const { silence, silent, awake, asleep } = world();
  silence.begin();
  asleep(-3_600_000);
  awake(50_000);
  expect(silent).toHaveBeenCalledTimes(1);
  silence.stop();
});
