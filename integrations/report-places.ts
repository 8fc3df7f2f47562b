// Which file of the checkout does a report speak of? Tools name it absolutely, from their own folder or by its last part; told is only what lies in the checkout.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { framesOf, type Frame } from './stack-frames';

export type Place = Frame;
/** What a report says of where a test stands. `near` is a package or class that the file belongs to. */
export interface Said { file?: string | undefined; line?: number | undefined; near?: string | undefined; stack?: string | undefined }
export interface Places {
  /**
   * Relative to the checkout; nothing for what lies outside. As the tool says it; where it says no line, that of the stack's first
   * frame in the same file; without a file, of the first that lies in the checkout and is its own code.
   */
  placeOf(said: Said): Partial<Place>;
  /** A file that a tool attached. It need not be there any more. */
  attachmentOf(named: string): string | undefined;
}

const NOT_OWN = /(^|\/)(node_modules|site-packages|dist-packages|\.venv|\.m2|\.gradle|vendor|\.yarn)\//;
const SOURCE_ROOTS = ['', 'src/test/java', 'src/test/kotlin', 'src/test/groovy', 'src/main/java'];
const LONGEST = 500;
const MOST_PARTS = 30;
const MOST_LOOKS = 20_000; // at the disk, for one report

function plain(named: string): string {
  const trimmed = named.trim();
  if (!trimmed.startsWith('file:')) return trimmed.replaceAll('\\', '/');
  try {
    return fileURLToPath(trimmed);
  } catch {
    return ''; // of another host, or spelled wrongly
  }
}

function isAbsolute(file: string): boolean {
  return path.posix.isAbsolute(file) || /^[A-Za-z]:\//.test(file);
}

/** Relative, without `.` and inner `..`; undefined for what climbs out. */
function tidy(file: string): string | undefined {
  const normal = path.posix.normalize(file);
  return normal === '.' || normal === '..' || normal.startsWith('../') || normal.length > LONGEST ? undefined : normal;
}

/** `a/b/c`: itself, `b/c`, `c`: a container or another machine has the checkout elsewhere. */
function endsOf(file: string): string[] {
  const parts = file.split('/').filter((part) => part !== '').slice(-MOST_PARTS);
  return parts.map((_, at) => parts.slice(at).join('/'));
}

/** Where a file without a folder may lie, from the package (`shop.example/shop/login`, Go) or class (`com.acme.LoginTest`, Java) that it belongs to. */
function besideOf(near: string, file: string): string[] {
  if (file.includes('/')) return [];
  if (near.includes('/')) return endsOf(near).map((folder) => `${folder}/${file}`);
  const folder = near.split('.').slice(0, -1).join('/');
  return folder === '' ? [] : SOURCE_ROOTS.map((root) => path.posix.join(root, folder, file));
}

export function createPlaces(folder?: string): Places {
  const found = new Map<string, boolean>();
  const exists = (file: string): boolean => {
    const known = found.get(file);
    if (known !== undefined || found.size >= MOST_LOOKS) return known ?? false;
    const isThere = existsSync(path.join(folder ?? '', file));
    found.set(file, isThere);
    return isThere;
  };
  const inside = (file: string): string | undefined => {
    if (!isAbsolute(file)) return tidy(file);
    return folder !== undefined && file.startsWith(`${folder}/`) ? tidy(file.slice(folder.length + 1)) : undefined;
  };
  const known = new Map<string, string | undefined>(); // the frames of one report are much the same
  const here = (named: string, near = ''): string | undefined => {
    const key = `${near}\n${named}`;
    if (!known.has(key) && known.size < MOST_LOOKS) known.set(key, sought(named, near));
    return known.get(key);
  };
  const sought = (named: string, near: string): string | undefined => {
    const file = plain(named);
    const direct = inside(file);
    if (folder === undefined || file === '' || file.length > LONGEST) return direct;
    if (direct !== undefined && exists(direct)) return direct;
    return [...besideOf(near, file), ...endsOf(tidy(file) ?? '')].find(exists);
  };

  function frameOf({ stack = '', near }: Said, wanted: string | undefined): Place | undefined {
    for (const frame of framesOf(stack)) {
      const file = NOT_OWN.test(plain(frame.file)) ? undefined : here(frame.file, near);
      if (file !== undefined && (wanted === undefined || file === wanted)) return { file, line: frame.line };
    }
    return undefined;
  }

  function placeOf(said: Said): Partial<Place> {
    const { file: named, line = 0, near } = said;
    const file = named ? here(named, near) ?? inside(plain(named)) : undefined;
    if (file !== undefined && Number.isSafeInteger(line) && line > 0) return { file, line };
    return frameOf(said, file) ?? (file === undefined ? {} : { file });
  }

  return { placeOf, attachmentOf: (named) => inside(plain(named)) };
}
