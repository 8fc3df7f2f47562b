// Where is a line of an earlier state now? By the hunks of `git diff -U0`; pure, so that an editor and the command line move lines alike.

/** So many lines from `from` on became so many from `to` on. Lines count from 1; with `removed` 0 they were put in behind `from`. */
export interface Hunk { from: number; removed: number; to: number; added: number }

/** `isEdited`: the line itself was changed or taken out since; then it is the nearest that is left of it. */
export interface Moved { line: number; isEdited: boolean }

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/** Of each file that changed or was renamed, by its name before; files that are gone are told as gone. Names with unusual signs are quoted by git unless `-z` or core.quotePath says otherwise. */
export function hunksOf(diff: string): Map<string, { file: string | undefined; hunks: Hunk[] }> {
  const files = new Map<string, { file: string | undefined; hunks: Hunk[] }>();
  let before: string | undefined;
  let current: { file: string | undefined; hunks: Hunk[] } | undefined;
  let left = 0; // lines of the hunk that are still to come: they may look like anything
  for (const line of diff.split('\n')) {
    if (left > 0) {
      if (/^[-+]/.test(line)) left -= 1;
      continue;
    }
    if (line.startsWith('rename from ')) before = nameOf(line.slice('rename from '.length), '');
    else if (line.startsWith('rename to ') && before !== undefined) files.set(before, { file: nameOf(line.slice('rename to '.length), ''), hunks: [] }); // nothing follows when nothing else changed
    else if (line.startsWith('--- ')) before = nameOf(line.slice(4), 'a/');
    else if (line.startsWith('+++ ')) {
      current = { file: nameOf(line.slice(4), 'b/'), hunks: [] };
      if (before !== undefined) files.set(before, current);
    }
    const hunk = hunkOf(line);
    if (!hunk) continue;
    current?.hunks.push(hunk);
    left = hunk.removed + hunk.added;
  }
  return files;
}

export function moveLine(hunks: readonly Hunk[], line: number): Moved {
  let shift = 0;
  for (const { from, removed, to, added } of hunks) {
    const first = removed === 0 ? from + 1 : from; // a pure insertion stands behind its line
    if (line < first) break;
    if (line < first + removed) return { line: Math.max(1, added === 0 ? to : Math.min(to + added - 1, to + line - first)), isEdited: true };
    shift += added - removed;
  }
  return { line: line + shift, isEdited: false };
}

function hunkOf(line: string): Hunk | undefined {
  const match = HUNK.exec(line);
  if (!match) return undefined;
  const [, from, removed = '1', to, added = '1'] = match;
  return { from: Number(from), removed: Number(removed), to: Number(to), added: Number(added) };
}

/** `/dev/null` is no file. */
function nameOf(written: string, prefix: string): string | undefined {
  const name = written.replace(/\t.*$/, '');
  if (name === '/dev/null') return undefined;
  const plain = name.startsWith('"') ? unquoted(name) : name;
  return plain.startsWith(prefix) ? plain.slice(prefix.length) : plain;
}

function unquoted(name: string): string {
  return name.slice(1, -1).replace(/\\(["\\])/g, '$1');
}
