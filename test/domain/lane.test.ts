// What does a lane remember, refuse and tell? The cases that a person would ask about; the order and the lease are the model's.
import { expireLease, freeLane, grant, holds, isLaneRequest, isTooLate, join, laneDetails, leave, open, refuseOpen, remembers, standOf, type Lane, type LaneRequest } from '../../src/domain/lane';

const AT = '2026-01-05T09:00:00.000Z';
const LATER = '2026-01-05T09:01:00.000Z';
const request = (holder: string, more: Partial<LaneRequest> = {}): LaneRequest => ({ holder, incident: `incident of ${holder}`, leaseSeconds: 90, kind: 'deployment', ...more });
const held = (...waiting: string[]): Lane => waiting.reduce((lane, holder) => join(lane, request(holder), AT), grant(join(freeLane(), request('a'), AT), AT));
const digests = (count: number) => Array.from({ length: count }, (_, at) => `sha256:${at + 1}`);

test('the lease ends so many seconds after the grant, is renewed from the renewal on, and is over at its end', () => {
  const lane = held();
  expect(lane.holder).toMatchObject({ until: '2026-01-05T09:01:30.000Z', grant: 1 });
  const renewed = join(lane, request('a', { grant: 1 }), LATER);
  expect(renewed.holder).toEqual({ ...lane.holder, until: '2026-01-05T09:02:30.000Z' });
  expect(holds(expireLease(renewed, '2026-01-05T09:02:29.999Z'), 'a')).toBe(true);
  expect(expireLease(renewed, '2026-01-05T09:02:30.000Z').holder).toBeUndefined();
});

test('a renewal by somebody who does not hold it is too late and changes nothing', () => {
  const lane = held('b');
  expect(isTooLate(lane, request('c', { grant: 1 }))).toBe(true);
  expect(join(lane, request('c', { grant: 1 }), LATER)).toEqual(lane);
  expect(isTooLate(lane, request('a', { grant: 1 }))).toBe(false);
});

test('a late repeat of an earlier leaving does not take the lane away', () => {
  const again = grant(join(leave(held(), { holder: 'a', grant: 1 }, AT), request('a'), AT), AT);
  expect(again.holder?.grant).toBe(2);
  expect(holds(leave(again, { holder: 'a', grant: 1 }, LATER), 'a')).toBe(true);
  expect(holds(leave(again, { holder: 'a', grant: 2 }, LATER), 'a')).toBe(false);
});

test('one that waits for a deployment and then for a rollback goes ahead; the repeat of its earlier request does not put it back', () => {
  const ahead = join(held('b', 'c'), request('c', { kind: 'rollback' }), AT);
  expect(ahead.queue.map(({ holder }) => holder)).toEqual(['c', 'b']);
  expect(join(ahead, request('c'), LATER)).toEqual(ahead);
});

test('verified digests are kept newest first, twenty of them; barred ones a hundred, and they count as verified no more', () => {
  const say = (lane: Lane, word: object) => leave(grant(join(lane, request('a'), AT), AT), { holder: 'a', ...word }, AT);
  const verified = digests(25).reduce((lane, digest) => say(lane, { verified: digest }), freeLane());
  expect(verified.verified).toEqual(digests(25).reverse().slice(0, 20));
  expect(say(verified, { verified: 'sha256:20' }).verified[0]).toBe('sha256:20');
  const barred = digests(105).reduce((lane, digest) => say(lane, { barred: digest }), verified);
  expect(barred.barred).toHaveLength(100);
  expect(barred.verified).toEqual([]);
  expect(say(barred, { verified: 'sha256:105' }).verified).toEqual([]);
});

test('who has lost the lane can still bar a digest, but not call one verified', () => {
  const lost = expireLease(held(), '2026-01-05T10:00:00.000Z');
  expect(leave(lost, { holder: 'a', grant: 1, verified: 'sha256:1', barred: 'sha256:2' }, LATER)).toMatchObject({ verified: [], barred: ['sha256:2'] });
});

test('a rollback that did not hold blocks also after its lease was lost, until a person has looked', () => {
  const lost = expireLease(held('b'), '2026-01-05T10:00:00.000Z');
  const word = { holder: 'a', grant: 1, blocked: 'the old release does not answer' };
  const blocked = leave(lost, word, LATER);
  expect(blocked.blocked).toMatchObject({ why: 'the old release does not answer', at: LATER });
  expect(grant(blocked, LATER)).toEqual(blocked);
  const opened = open(blocked, { by: 'olga', reason: 'it answers again' }, LATER);
  expect(opened).toMatchObject({ blocked: undefined, opened: { by: 'olga', reason: 'it answers again', at: LATER, grants: 1 } });
  expect(leave(opened, word, LATER).blocked).toBeUndefined(); // a late repeat
  expect(holds(grant(opened, LATER), 'b')).toBe(true);
});

test.each([
  ['an open lane', freeLane(), { by: 'olga', reason: 'x' }, 'the lane is open'],
  ['no reason', { ...freeLane(), blocked: { why: 'w', at: AT, incident: 'i' } }, { by: 'olga', reason: ' ' }, 'the reason is missing'],
  ['a novel', { ...freeLane(), blocked: { why: 'w', at: AT, incident: 'i' } }, { by: 'olga', reason: 'x'.repeat(501) }, 'the reason has 501 characters'],
  ['nobody', { ...freeLane(), blocked: { why: 'w', at: AT, incident: 'i' } }, { reason: 'x' }, 'nobody is named'],
  ['nonsense', freeLane(), undefined, 'nobody is named'],
])('opening is refused for %s', (_, lane, word, reason) => {
  expect(refuseOpen(lane, word)?.reason).toBe(reason);
});

test('each is told how many are ahead, who holds it, and what blocks it', () => {
  const lane = held('b', 'c');
  expect(standOf(lane, 'a')).toEqual({ ahead: 0, holder: 'incident of a' });
  expect(standOf(lane, 'c')).toEqual({ ahead: 2, holder: 'incident of a' });
  expect(standOf(lane, 'nobody')).toBeUndefined();
  const blocked = leave(lane, { holder: 'a', blocked: 'why' }, LATER);
  expect(standOf(blocked, 'c')).toEqual({ ahead: 1, blocked: { why: 'why', at: LATER } });
});

test('a lane has to go on once it remembers something', () => {
  expect(remembers(freeLane())).toBe(false);
  expect(remembers(leave(held(), { holder: 'a' }, AT))).toBe(false);
  for (const word of [{ verified: 'd' }, { barred: 'd' }, { blocked: 'w' }]) expect(remembers(leave(held(), { holder: 'a', ...word }, AT))).toBe(true);
});

test.each([[undefined], ['a'], [{}], [{ ...request('a'), leaseSeconds: 'long' }], [{ ...request('a'), leaseSeconds: 0 }], [{ ...request('a'), leaseSeconds: 1e12 }], [{ ...request('a'), kind: 'joyride' }]])('%j is no request', (said) => {
  expect(isLaneRequest(said)).toBe(false);
});

test('Temporal\'s own page reads who holds it, who waits, and who opened it', () => {
  expect(laneDetails(held('b'))).toContain('**Held** by incident of a (deployment, grant 1)');
  expect(laneDetails(held('b'))).toContain('1. incident of b (deployment)');
  const blocked = leave(held(), { holder: 'a', blocked: 'why' }, LATER);
  expect(laneDetails(blocked)).toContain('**Waits for a person**');
  expect(laneDetails(open(blocked, { by: 'olga', reason: 'looked' }, LATER))).toContain('Opened by olga');
});
