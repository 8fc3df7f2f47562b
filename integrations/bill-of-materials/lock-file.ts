// Which packages does npm's lock file name, each once, and which needs which?
import type { LockedPackage, PackageLock } from './schema';

export interface Package {
  id: string; // its package URL
  group?: string; // the scope, e.g. `@types`
  name: string;
  version: string;
  license?: string;
  source?: string; // where it was fetched from
  hashes: { algorithm: string; hex: string }[];
  use: 'runtime' | 'optional' | 'development'; // the strongest of its places
  needs: string[]; // ids
}
export interface Packages { root: { name?: string; version?: string; needs: string[] }; all: Package[] }

const INSTALLED = 'node_modules/';
const USES = ['runtime', 'optional', 'development'] as const;

/** Workspaces are part of what is built: they are named without a hash, their own development tools count as such. */
export function packagesOf({ packages }: PackageLock): Packages {
  const byId = new Map<string, Package>();
  for (const [place, locked] of Object.entries(packages)) {
    if (place === '' || locked.link) continue;
    const found = packageAt(packages, place, locked);
    byId.set(found.id, merge(byId.get(found.id), found));
  }
  const root = packages[''];
  return { root: { name: root?.name, version: root?.version, needs: root ? needsOf(packages, '', root) : [] }, all: [...byId.values()] };
}

function packageAt(packages: PackageLock['packages'], place: string, locked: LockedPackage): Package {
  const [group, name] = nameOf(place, locked);
  const { version = '0.0.0', license } = locked;
  return {
    id: idOf(place, locked), group, name, version, license, source: sourceOf(locked.resolved), hashes: hashesOf(locked.integrity),
    use: locked.dev ? 'development' : locked.optional || locked.devOptional ? 'optional' : 'runtime', needs: needsOf(packages, place, locked),
  };
}

function merge(one: Package | undefined, other: Package): Package {
  if (!one) return other;
  const use = USES.find((candidate) => one.use === candidate || other.use === candidate) ?? one.use;
  return { ...one, use, needs: [...new Set([...one.needs, ...other.needs])] };
}

function nameOf(place: string, locked: LockedPackage): [string | undefined, string] {
  const whole = locked.name ?? place.slice(place.lastIndexOf(INSTALLED) + (place.includes(INSTALLED) ? INSTALLED.length : 1));
  const slash = whole.startsWith('@') ? whole.indexOf('/') : -1;
  return slash > 0 ? [whole.slice(0, slash), whole.slice(slash + 1)] : [undefined, whole];
}

function idOf(place: string, locked: LockedPackage): string {
  const [group, name] = nameOf(place, locked);
  return `pkg:npm/${group === undefined ? '' : `${encodeURIComponent(group)}/`}${encodeURIComponent(name)}@${encodeURIComponent(locked.version ?? '0.0.0')}`;
}

/** Where Node would find each dependency, seen from that place: the nearest folder upwards. One that is not installed is left out. */
function needsOf(packages: PackageLock['packages'], from: string, { dependencies, devDependencies, optionalDependencies, peerDependencies }: LockedPackage): string[] {
  const names = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies });
  return names.flatMap((name) => {
    const place = upwards(from).map((folder) => `${folder}${INSTALLED}${name}`).find((candidate) => Object.hasOwn(packages, candidate));
    if (place === undefined) return [];
    const there = packages[place];
    const target = there?.link && there.resolved !== undefined ? there.resolved : place; // a link's place has nothing but the way
    const locked = packages[target];
    return locked ? [idOf(target, locked)] : [];
  });
}

/** `a/node_modules/b` looks in itself, in `a`, and in the root. */
function upwards(from: string): string[] {
  const folders = [''];
  const parts = from === '' ? [] : from.split('/');
  parts.forEach((_, i) => folders.unshift(`${parts.slice(0, i + 1).join('/')}/`));
  return folders;
}

function sourceOf(resolved: string | undefined): string | undefined {
  if (resolved === undefined || !/^(https?|git\+(https|ssh)):\/\//.test(resolved) || !URL.canParse(resolved)) return undefined;
  const url = new URL(resolved);
  const isLogin = url.protocol === 'git+ssh:'; // `git@` opens nothing by itself; elsewhere a token may stand where a name would
  if (url.password !== '' || (url.username !== '' && !isLogin)) return undefined; // a registry's credentials are nobody's business
  url.search = '';
  return url.href;
}

/** `sha512-<base64>`, several with blanks between. */
function hashesOf(integrity = ''): Package['hashes'] {
  return integrity.split(/\s+/).flatMap((one) => {
    const [, bits, base64] = /^sha(1|256|384|512)-([A-Za-z0-9+/=]+)/.exec(one) ?? [];
    return bits && base64 ? [{ algorithm: `SHA-${bits}`, hex: Buffer.from(base64, 'base64').toString('hex') }] : [];
  });
}
