// How do rows become CSV? RFC 4180 by a kept library, and no cell that a spreadsheet would run as a formula.
import { Readable } from 'node:stream';
import { stringify, type CastReturnObject, type Options } from 'csv-stringify';
import { stringify as stringifyAtOnce } from 'csv-stringify/sync';

export const CSV = 'text/csv; charset=utf-8';

/** One column: its heading, and what a row has in it. Nothing is an empty cell, which is not zero. */
export interface Column<Row> {
  name: string;
  of(row: Row): string | number | boolean | null | undefined;
}

/** A number begins with a sign by right; texts alone are guarded. The library takes more in this object than its types say. */
function plain(value: number | boolean): CastReturnObject {
  return { value: String(value), escape_formulas: false } as CastReturnObject;
}

const WRITTEN: Options = {
  record_delimiter: '\r\n', quote_record_delimiter: true,
  escape_formulas: true, // what begins with = + - @ tab or CR gets an apostrophe before it
  cast: { number: plain, boolean: plain },
};

function cellsOf<Row>(columns: readonly Column<Row>[], row: Row): unknown[] {
  return columns.map((column) => column.of(row));
}

/** The whole text, its heading first. */
export function csvOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return stringifyAtOnce([columns.map(({ name }) => name), ...rows.map((row) => cellsOf(columns, row))], WRITTEN);
}

/** The same, row by row: nothing is read before it can be sent. A failure of the rows destroys the stream with it. */
export function csvStreamOf<Row>(columns: readonly Column<Row>[], rows: AsyncIterable<Row> | Iterable<Row>): Readable {
  async function* lines(): AsyncGenerator<unknown[]> {
    yield columns.map(({ name }) => name);
    for await (const row of rows) yield cellsOf(columns, row);
  }
  const source = Readable.from(lines());
  const text = stringify(WRITTEN);
  source.on('error', (error) => { text.destroy(error); });
  text.on('close', () => { source.destroy(); });
  return source.pipe(text);
}

/** Headers of a file to save, e.g. `tests-storefront.csv`. */
export function savedAs(name: string): Record<string, string> {
  return { 'Content-Disposition': `attachment; filename="${name.replace(/[^\w.-]+/g, '-')}"` };
}
