// Do lines move as git says they do? Against real diffs of real files, and a plain model of edits.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { hunksOf, moveLine } from '../../client/line-map';

let folder = '';
beforeAll(() => { folder = mkdtempSync(path.join(tmpdir(), 'line-map-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

function diff(before: readonly string[], after: readonly string[]): string {
  writeFileSync(path.join(folder, 'before'), before.map((line) => `${line}\n`).join(''));
  writeFileSync(path.join(folder, 'after'), after.map((line) => `${line}\n`).join(''));
  try {
    return execFileSync('git', ['diff', '--no-index', '--unified=0', 'before', 'after'], { cwd: folder, encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout; // 1 says that they differ
  }
}

/** Kept lines are named by their place, so that git finds each again; some look like a diff's own lines. */
const edits = fc.array(fc.record({ keep: fc.boolean(), before: fc.array(fc.constantFrom('new', '+++ b/x', '--- a/x', '@@ -1 +1 @@', '-', ''), { maxLength: 3 }) }), { minLength: 1, maxLength: 30 });

it('a line that was kept is where it is now, and one that was taken out stands inside of the file', () => {
  fc.assert(fc.property(edits, (each) => {
    const before = each.map((_, index) => `-- line ${index}`);
    const after = each.flatMap(({ keep, before: added }, index) => [...added.map((text, at) => `${text} ${index} ${at}`), ...(keep ? [`-- line ${index}`] : [])]);
    const hunks = hunksOf(diff(before, after)).get('before')?.hunks ?? [];
    each.forEach(({ keep }, index) => {
      const moved = moveLine(hunks, index + 1);
      expect([moved.isEdited, !keep || after[moved.line - 1] === `-- line ${index}`]).toEqual([!keep, true]);
      expect(moved.line).toBeGreaterThanOrEqual(1);
      expect(moved.line).toBeLessThanOrEqual(Math.max(1, after.length));
    });
  }), { numRuns: 60 });
});

it('without a change every line stays', () => {
  fc.assert(fc.property(fc.nat(), (line) => { expect(moveLine([], line + 1)).toEqual({ line: line + 1, isEdited: false }); }));
});
