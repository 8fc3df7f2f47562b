// Do two addresses mean one repository? However each is written: by https, ssh, as scp has it, or as a path.

/** `path` has no `/` around it and no `.git` behind it. */
export type Place =
  | { kind: 'network'; family: 'web' | 'ssh' | 'git'; host: string; port: string; path: string }
  | { kind: 'local'; path: string };

const FAMILIES: Record<string, 'web' | 'ssh' | 'git'> = { http: 'web', https: 'web', ssh: 'ssh', 'git+ssh': 'ssh', 'ssh+git': 'ssh', git: 'git' };
const USUAL_PORTS: Record<string, string> = { http: '80', https: '443', ssh: '22', 'git+ssh': '22', 'ssh+git': '22', git: '9418' };
const ADDRESS = /^([a-z][a-z0-9+.-]*):\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/]*)(?::(\d*))?(\/.*)?$/i;
const SCP = /^(?:[^@/\\\s]*@)?(\[[^\]]+\]|[^:/\\\s]{2,}):(?!\/\/)(.+)$/; // one letter before the colon is a drive

/** Undefined for what git reaches by a program, e.g. `ext::`, and for what is no address at all. */
export function placeOf(address: string): Place | undefined {
  const text = address.trim();
  if (!text || /^[a-z][a-z0-9+.-]*::/i.test(text)) return undefined;
  const [, scheme = '', host = '', port = '', rest = ''] = ADDRESS.exec(text) ?? [];
  if (scheme.toLowerCase() === 'file') return { kind: 'local', path: localPath(decoded(rest).replace(/^\/(?=[a-z]:)/i, '')) };
  const family = FAMILIES[scheme.toLowerCase()];
  if (scheme) return family && host ? { kind: 'network', family, host: host.toLowerCase(), port: port === USUAL_PORTS[scheme.toLowerCase()] ? '' : port, path: bare(decoded(rest)) } : undefined;
  const [, scpHost = '', scpPath = ''] = SCP.exec(text) ?? [];
  if (scpHost) return { kind: 'network', family: 'ssh', host: scpHost.toLowerCase(), port: '', path: bare(scpPath) };
  return { kind: 'local', path: localPath(text) };
}

/** Ports count only between addresses of one kind: a server's ssh and https have different ones. */
export function isSamePlace(left: Place | undefined, right: Place | undefined, { anyCase = false } = {}): boolean {
  if (!left || !right) return false;
  const same = (one: string, other: string) => (anyCase ? one.toLowerCase() === other.toLowerCase() : one === other);
  if (left.kind === 'local' || right.kind === 'local') return left.kind === right.kind && same(left.path, right.path);
  return left.host === right.host && same(left.path, right.path) && (left.family !== right.family || left.port === right.port);
}

/** As people read it, without the name or token that may stand before the host. */
export function shownAddress(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^@/]*@/i, '$1').slice(0, 300);
}

function localPath(text: string): string {
  const path = text.replace(/\\/g, '/').replace(/^([A-Z]):/, (drive) => drive.toLowerCase()).replace(/\/(\.?\/)+/g, '/').replace(/^\.\//, '');
  return `${path.startsWith('/') ? '/' : ''}${bare(path)}`;
}

/** A working folder's own `.git` means the folder. */
function bare(path: string): string {
  return path.replace(/\\/g, '/').replace(/^\/+|\/+$/g, '').replace(/\/\.git$/, '').replace(/\.git$/, '').replace(/\/+$/, '');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a lone `%` stands for itself
  }
}
