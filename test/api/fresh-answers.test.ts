// Is one question asked once while its answer is fresh, and again after a failure?
import { FreshAnswers } from '../../api/fresh-answers';

function aClock() {
  const clock = { ms: 0 };
  const fresh = new FreshAnswers<string>({ forMs: 1000, most: 2, now: () => clock.ms });
  return { clock, fresh };
}

test('those who ask meanwhile share the answer, and whoever comes later asks anew', async () => {
  const { clock, fresh } = aClock();
  const ask = jest.fn<Promise<string>, []>().mockResolvedValueOnce('first').mockResolvedValueOnce('second');
  expect(await Promise.all([fresh.of('a', ask), fresh.of('a', ask)])).toEqual(['first', 'first']);
  clock.ms = 999;
  expect(await fresh.of('a', ask)).toBe('first');
  clock.ms = 1000;
  expect(await fresh.of('a', ask)).toBe('second');
  expect(await fresh.of('b', async () => 'another')).toBe('another');
});

test('a failure is told to those who asked, and not kept', async () => {
  const { fresh } = aClock();
  await expect(fresh.of('a', async () => { throw new Error('silent'); })).rejects.toThrow('silent');
  expect(await fresh.of('a', async () => 'there again')).toBe('there again');
});

test('a failure that comes late takes no newer answer away', async () => {
  const { clock, fresh } = aClock();
  let fail = (_: Error): void => undefined;
  const late = fresh.of('a', () => new Promise<string>((_, reject) => { fail = reject; }));
  clock.ms = 1000;
  await fresh.of('a', async () => 'newer');
  fail(new Error('silent'));
  await expect(late).rejects.toThrow('silent');
  expect(await fresh.of('a', async () => 'asked once too often')).toBe('newer');
});
