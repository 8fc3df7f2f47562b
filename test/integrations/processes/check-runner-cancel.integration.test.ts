// Is the whole tree of a cancelled run gone when the run has ended, whatever it does to stay? Ordinary grace, real processes; how long it takes is a figure of the bench.
import { readdirSync } from 'node:fs';
import { aRunWorld, processesCalled, until } from './a-run';

/** Each row says what it does to stay; it makes the file `up` when it is at it, and every process of it has the mark in its command line. */
const TENACIOUS = [
  ['ignores TERM, with all its children', 'trap "" TERM; sh -c "trap \'\' TERM; sleep 300; : $MARK" & sh -c "trap \'\' TERM; sleep 300; : $MARK" & touch up; wait; sleep 300; : $MARK'],
  ['forks twice and leaves its session', '(setsid sh -c "(setsid sh -c \'touch up; trap \\"\\" TERM; sleep 300; : $MARK\' &)" &); while :; do sleep 1; done; : $MARK'],
  ['forks twice and clears its environment', '(setsid env -i /bin/sh -c "touch up; sleep 2; sleep 300; : $MARK" &); sleep 300; : $MARK'],
  ['forks on and on', 'trap "" TERM; touch up; n=0; while [ $n -lt 3000 ]; do n=$((n+1)); sh -c "sleep 300; : $MARK" & done; wait; : $MARK'],
  ['goes from process to process', 'trap "" TERM; echo \'n=$1; [ $n -gt 2000 ] && exit; [ $n = 20 ] && touch up; setsid sh "$0" $((n+1)) "$2" & exit\' > hop; sh hop 0 $MARK; sleep 300; : $MARK'],
] as const;

describe.each(['off', 'auto'] as const)('a cancelled run with the sandbox %s', (sandbox) => {
  it.each(TENACIOUS)('that %s is gone', async (_, command) => {
    const world = await aRunWorld({ sandbox, graceSeconds: 2 });
    const mark = `kept-alive-by-${world.root.slice(-6)}`;
    const cancel = new AbortController();
    const running = world.run({ command, env: { MARK: mark } }, { signal: cancel.signal });
    await until(() => readdirSync(world.checkout).includes('up')); // a process that hops is gone before it can be looked at
    cancel.abort();
    expect((await running).ended).toBe('cancelled');
    expect(processesCalled(mark)).toEqual([]);
  });
});
