// Where does a day keep its state? One folder for one run; emptied, or refused, as it was asked.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { takePlace } from '../../demo/place';

let around: string;
let wanted: string;

beforeEach(() => {
  around = mkdtempSync(path.join(tmpdir(), 'place '));
  wanted = path.join(around, 'state');
});
afterEach(() => rmSync(around, { recursive: true, force: true }));

function playOnce(): void {
  const place = takePlace(wanted, { fresh: false });
  writeFileSync(path.join(place.folder, 'kept'), '');
  place.release();
}

test('a second run at the same time takes the next folder', () => {
  expect(takePlace(wanted, { fresh: false }).folder).toBe(wanted);
  expect(takePlace(wanted, { fresh: false }).folder).toBe(`${wanted}-2`);
});

test('what is there is kept, unless it is to be forgotten', () => {
  playOnce();
  takePlace(wanted, { fresh: false }).release();
  expect(existsSync(path.join(wanted, 'kept'))).toBe(true);
  takePlace(wanted, { fresh: true }).release();
  expect(existsSync(path.join(wanted, 'kept'))).toBe(false);
});

test('a story that needs a state of its own refuses one that was played in, and says what to do', () => {
  playOnce();
  expect(() => takePlace(wanted, { fresh: false, untouched: true })).toThrow(/is not empty.*--fresh.*--state/);
  expect(takePlace(wanted, { fresh: true, untouched: true }).folder).toBe(wanted);
});

test('a new or an empty folder is untouched', () => {
  expect(takePlace(wanted, { fresh: false, untouched: true }).folder).toBe(wanted);
});
