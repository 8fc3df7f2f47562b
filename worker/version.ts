// Which dayshift is this? What its own package says: beside the sources, and two folders up of what is compiled.
import { readFileSync } from 'node:fs';
import path from 'node:path';

export function dayshiftVersion(): string {
  const root = path.join(__dirname, path.basename(path.dirname(__dirname)) === 'dist' ? '../..' : '..');
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  return version;
}
