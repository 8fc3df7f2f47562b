// Which file does a SARIF result speak of? Named relative to the checkout, so that it has the same name in every checkout.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SarifResult, SarifRun } from './schema';

type Location = NonNullable<SarifRun['artifacts'][number]['location']>;
const MOST_BASES = 8; // a base may lie in another; a circle ends here

function decoded(uri: string): string {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : decodeURIComponent(uri);
  } catch {
    return uri; // a percent sign or a host that stands for itself
  }
}

/** A base without an address of its own is the checkout's root. */
function resolve(run: SarifRun, location: Location | undefined, depth = 0): string {
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

/** The file and line of a result's first location; an empty name and line 0 when it has none. */
export function placeOf(run: SarifRun, result: SarifResult, folder: string | undefined): { file: string; line: number; snippet: string | undefined } {
  const physical = result.locations[0]?.physicalLocation;
  const given = physical?.artifactLocation;
  const location = given?.uri === undefined && given?.index !== undefined ? run.artifacts[given.index]?.location : given;
  const file = relativeTo(folder, resolve(run, location));
  return { file: file.replace(/^\.\//, ''), line: physical?.region?.startLine ?? 0, snippet: physical?.region?.snippet?.text };
}
