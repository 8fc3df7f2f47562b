// Which file, or which address, does a SARIF location speak of? Named so that it has the same name in every checkout and environment.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SarifLocation, SarifRegion, SarifRun } from './schema';

type ArtifactLocation = NonNullable<SarifRun['artifacts'][number]['location']>;
const MOST_BASES = 8; // a base may lie in another; a circle ends here

export interface Place {
  file: string; // relative to the checkout; of an address its path with the names of its parameters; empty when there is none
  line: number;
  region: SarifRegion | undefined;
  isAddress: boolean;
}

function decoded(uri: string): string {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : decodeURIComponent(uri);
  } catch {
    return uri; // a percent sign or a host that stands for itself
  }
}

/** A base without an address of its own is the checkout's root. */
function resolve(run: SarifRun, location: ArtifactLocation | undefined, depth = 0): string {
  const uri = location?.uri === undefined ? '' : decoded(location.uri);
  const base = location?.uriBaseId === undefined ? undefined : run.originalUriBaseIds[location.uriBaseId];
  if (!base || depth >= MOST_BASES || path.isAbsolute(uri) || /^[a-z][a-z0-9+.-]+:/i.test(uri)) return uri;
  return path.posix.join(resolve(run, base, depth + 1), uri);
}

function relativeTo(folder: string | undefined, file: string): string {
  if (!folder || !path.isAbsolute(file)) return file;
  const relative = path.relative(folder, file);
  return relative.startsWith('..') ? file : relative.split(path.sep).join('/');
}

/** Host and port are the environment's, a parameter's value is the attack's: neither is the finding's. */
function addressOf(uri: string): string | undefined {
  if (!/^https?:\/\//i.test(uri) || !URL.canParse(uri)) return undefined;
  const { pathname, searchParams } = new URL(uri);
  const names = [...new Set(searchParams.keys())].sort();
  return names.length > 0 ? `${pathname}?${names.join('&')}` : pathname;
}

/** Of one location; line 0 when it has none. */
export function placeOf(run: SarifRun, location: SarifLocation | undefined, folder: string | undefined): Place {
  const physical = location?.physicalLocation;
  const given = physical?.artifactLocation;
  const named = given?.uri === undefined && given?.index !== undefined ? run.artifacts[given.index]?.location : given;
  const address = named?.uri === undefined ? undefined : addressOf(named.uri);
  const file = address ?? relativeTo(folder, resolve(run, named)).replace(/^\.\//, '');
  return { file, line: address === undefined ? physical?.region?.startLine ?? 0 : 0, region: physical?.region, isAddress: address !== undefined };
}
