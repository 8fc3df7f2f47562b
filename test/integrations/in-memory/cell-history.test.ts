// Does the archive in memory tell of cells and findings what every archive must?
import { createInMemoryArchive } from '../../../integrations/in-memory';
import { ASKED, CELLS, keepCells } from '../archive-cells';

test('the cells of each week, the runs that found something new, and what people let through', async () => {
  const archive = createInMemoryArchive();
  await keepCells(archive);
  await keepCells(archive);
  expect(await archive.serviceHistory(ASKED)).toEqual(CELLS);
  expect(await archive.serviceHistory({ ...ASKED, weeks: [], givenSince: '2027-01-01' })).toEqual({ weeks: [], fresh: [], given: [] });
  expect((await archive.serviceHistory({ ...ASKED, fresh: 0 })).fresh).toEqual([]);
});
