// Does a lane ever have two holders, lose somebody, or change the order? Whatever is repeated, lost or late.
import fc from 'fast-check';
import { freeLane, grant, holds, join, leave, type Lane } from '../../src/domain/lane';

const HOLDERS = ['a', 'b', 'c', 'd'];
const AT = '2026-01-05T09:00:00.000Z';
type Message = { kind: 'join' | 'leave'; holder: string } | { kind: 'grant' };

const message: fc.Arbitrary<Message> = fc.oneof(
  fc.record({ kind: fc.constantFrom('join' as const, 'leave' as const), holder: fc.constantFrom(...HOLDERS) }),
  fc.constant({ kind: 'grant' as const }),
);

function apply(lane: Lane, said: Message): Lane {
  if (said.kind === 'grant') return grant(lane, AT);
  if (said.kind === 'leave') return leave(lane, said.holder);
  return join(lane, { holder: said.holder, incident: said.holder, leaseSeconds: 60 }, AT);
}

function everybody(lane: Lane): string[] {
  return [...(lane.holder ? [lane.holder.holder] : []), ...lane.queue.map(({ holder }) => holder)];
}

test('nobody stands in the lane twice, whatever messages are repeated or lost', () => {
  fc.assert(fc.property(fc.array(message, { maxLength: 60 }), (messages) => {
    const lane = messages.reduce(apply, freeLane());
    expect(new Set(everybody(lane)).size).toBe(everybody(lane).length);
  }));
});

test('a message said twice in a row changes nothing the second time', () => {
  fc.assert(fc.property(fc.array(message, { maxLength: 40 }), message, (before, said) => {
    const once = apply(before.reduce(apply, freeLane()), said);
    expect(apply(once, said)).toEqual(once);
  }));
});

test('who asked first is granted first, and a holder is never pushed out by a request', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.constantFrom(...HOLDERS), { minLength: 1 }), (asking) => {
    let lane = asking.reduce((now, holder) => apply(now, { kind: 'join', holder }), freeLane());
    const served: string[] = [];
    while (lane.queue.length > 0 || lane.holder) {
      lane = grant(lane, AT);
      const holder = lane.holder?.holder ?? '';
      served.push(holder);
      for (const other of HOLDERS) expect(holds(apply(lane, { kind: 'join', holder: other }), holder)).toBe(true);
      lane = leave(lane, holder);
    }
    expect(served).toEqual(asking);
  }));
});

test('everybody who asked and did not leave is served in the end', () => {
  fc.assert(fc.property(fc.array(message, { maxLength: 60 }), (messages) => {
    let lane = messages.reduce(apply, freeLane());
    const waiting = everybody(lane);
    const served = new Set<string>();
    for (let turn = 0; turn < waiting.length; turn += 1) {
      lane = grant(lane, AT);
      if (lane.holder) served.add(lane.holder.holder);
      lane = leave(lane, lane.holder?.holder ?? '');
    }
    expect([...served].sort()).toEqual([...waiting].sort());
  }));
});

test('the lease ends as many seconds after the grant as was asked, and asking again moves it', () => {
  const lane = grant(join(freeLane(), { holder: 'a', incident: 'i', leaseSeconds: 90 }, AT), AT);
  expect(lane.holder?.until).toBe('2026-01-05T09:01:30.000Z');
  expect(join(lane, { holder: 'a', incident: 'i', leaseSeconds: 90 }, '2026-01-05T09:01:00.000Z').holder?.until).toBe('2026-01-05T09:02:30.000Z');
});
