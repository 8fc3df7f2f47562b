// Does CSV say what the rows say, and can no cell be run as a formula?
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { csvOf, csvStreamOf, savedAs, type Column } from '../../api/csv';

interface Pot { tea: string; cups: number | null; isHot: boolean }
const columns: Column<Pot>[] = [{ name: 'tea', of: ({ tea }) => tea }, { name: 'cups', of: ({ cups }) => cups }, { name: 'hot', of: ({ isHot }) => isHot }];

describe('rows as CSV', () => {
  it('begins with the heading, and ends each line as RFC 4180 asks', () => {
    expect(csvOf(columns, [{ tea: 'mint', cups: 2, isHot: true }])).toBe('tea,cups,hot\r\nmint,2,true\r\n');
    expect(csvOf(columns, [])).toBe('tea,cups,hot\r\n');
  });

  it('leaves a cell empty when there is nothing, which is not zero', () => {
    expect(csvOf(columns, [{ tea: 'mint', cups: null, isHot: false }, { tea: '', cups: 0, isHot: false }])).toBe('tea,cups,hot\r\nmint,,false\r\n,0,false\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('guards %j, which a spreadsheet would run', (tea) => {
    const [, line] = csvOf(columns.slice(0, 1), [{ tea, cups: 1, isHot: true }]).split('\r\n');
    expect(line?.replace(/^"/, '').startsWith('\'')).toBe(true);
  });

  it('leaves a negative number a number', () => {
    expect(csvOf(columns.slice(1, 2), [{ tea: '', cups: -3.5, isHot: true }])).toBe('cups\r\n-3.5\r\n');
  });

  it('quotes what would end a cell or a line', () => {
    expect(csvOf(columns.slice(0, 1), [{ tea: 'a "b", c', cups: 1, isHot: true }, { tea: 'a\nb', cups: 1, isHot: true }])).toBe('tea\r\n"a ""b"", c"\r\n"a\nb"\r\n');
  });

  it('gives the same text row by row', async () => {
    const pots = Array.from({ length: 500 }, (_, cups) => ({ tea: `no ${cups}`, cups, isHot: cups % 2 === 0 }));
    expect(await text(csvStreamOf(columns, pots))).toBe(csvOf(columns, pots));
  });

  it('breaks off with the failure of the rows', async () => {
    async function* rows(): AsyncGenerator<Pot> {
      yield { tea: 'mint', cups: 1, isHot: true };
      throw new Error('no more tea');
    }
    await expect(text(csvStreamOf(columns, rows()))).rejects.toThrow('no more tea');
  });

  it('asks for no more rows once nobody reads', async () => {
    let isOver = false;
    async function* rows(): AsyncGenerator<Pot> {
      try {
        for (let cups = 0; ; cups += 1) yield { tea: 'mint', cups, isHot: true };
      } finally {
        isOver = true;
      }
    }
    const stream = csvStreamOf(columns, rows());
    await once(stream, 'readable');
    stream.destroy();
    await once(stream, 'close');
    await new Promise((resolve) => { setImmediate(resolve); });
    expect(isOver).toBe(true);
  });

  it('names a file without what a header or a disk could trip over', () => {
    expect(savedAs('tests "a/b"\r\nx.csv')).toEqual({ 'Content-Disposition': 'attachment; filename="tests-a-b-x.csv"' });
  });
});
