// dayshift's own two processes, as they are started from the compiled sources.
import path from 'node:path';
import type { Part } from './supervisor';

const DIST = path.join(__dirname, '..');

/** `dist`: where the compiled sources are; default: these. */
export function ownPart(name: 'api' | 'worker', env: Record<string, string>, dist = DIST): Part {
  return { name, command: process.execPath, args: ['--enable-source-maps', path.join(dist, name, 'main.js')], env };
}
