// Which dayshift is this? What its own package says: two folders up of the sources, three of what is compiled.
import { readFileSync } from 'node:fs';
import path from 'node:path';

export function dayshiftVersion(): string {
  const above = path.join(__dirname, '..', '..');
  const root = path.basename(above) === 'dist' ? path.join(above, '..') : above;
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  return version;
}
