// Does a path fit a pattern? Written as it is, or with `*` for a part of a name and `**` for any folders.

/** Whether a name fits; each `*` takes as little as it can, so that no name takes long. */
function fitsName(pattern: string, name: string): boolean {
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  const last = parts[parts.length - 1] ?? '';
  if (parts.length === 1) return pattern === name;
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const at = name.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= name.length - last.length;
}

/** `src/legacy.ts`, `src/*.ts`, `vendor/**`. A sign other than `*` stands for itself. */
export function fitsPath(pattern: string, path: string): boolean {
  if (pattern === path) return true;
  const names = path.split('/');
  // Which beginnings of the path fit the pattern so far, by their number of names.
  let reached = [true, ...names.map(() => false)];
  for (const part of pattern.split('/')) {
    reached = part === '**'
      ? reached.map((_, count) => reached.slice(0, count + 1).includes(true))
      : reached.map((_, count) => count > 0 && reached[count - 1] === true && fitsName(part, names[count - 1] ?? ''));
  }
  return reached[names.length] === true;
}
