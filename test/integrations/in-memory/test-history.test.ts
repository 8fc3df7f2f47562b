// Does the archive in memory tell of tests what the real one does?
import { createInMemoryArchive } from '../../../integrations/in-memory';
import { aTest } from '../../support/builders';
import { aRecord, withAttempts } from '../a-record';
import { keepThree, THREE } from '../archive-histories';

const OF_ALL = { service: 'storefront', limit: 10 };

it('tells of each test of a service over its incidents, most troubled first', async () => {
  const archive = createInMemoryArchive();
  await keepThree(archive);
  expect(await archive.testHistory(OF_ALL)).toEqual(THREE);
  expect((await archive.testHistory({ ...OF_ALL, limit: 1 })).map(({ name }) => name)).toEqual(['login › accepts any case']);
  expect(await archive.testHistory({ service: 'nothing', limit: 10 })).toEqual([]);
});

it('finds a test by its name from any of its parts on, and no other that only ends alike', async () => {
  const archive = createInMemoryArchive();
  await keepThree(archive);
  const named = async (test: string) => (await archive.testHistory({ ...OF_ALL, test })).map(({ name }) => name);
  expect(await named('accepts any case')).toEqual(['login › accepts any case']);
  expect(await named('login › accepts any case')).toEqual(['login › accepts any case']);
  expect(await named('any case')).toEqual([]);
});

it('counts a record that came again once', async () => {
  const archive = createInMemoryArchive();
  await keepThree(archive);
  await keepThree(archive);
  expect(await archive.testHistory(OF_ALL)).toEqual(THREE);
});

it('answers twenty results of each in a list and fifty of a named one, and counts all', async () => {
  const archive = createInMemoryArchive();
  for (let i = 10; i < 80; i += 1) await archive.save(withAttempts(aRecord(`i${i}`, `2026-10-01T10:${String(i % 60).padStart(2, '0')}:00.000Z`), [{ device: 'ipad', cases: [aTest('a')] }]), '');
  expect(await archive.testHistory(OF_ALL)).toMatchObject([{ ran: 70, recent: { length: 20 } }]);
  expect(await archive.testHistory({ ...OF_ALL, test: 'a' })).toMatchObject([{ ran: 70, recent: { length: 50 } }]);
});
