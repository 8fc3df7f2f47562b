// Where do the demo's own files lie, that no compiler copies? In `demo/` of the project, also when this runs from `dist/`.
import { existsSync } from 'node:fs';
import path from 'node:path';

export function demoFolder(): string {
  let folder = __dirname;
  while (!existsSync(path.join(folder, 'demo', 'storefront', 'package.json'))) {
    const outer = path.dirname(folder);
    if (outer === folder) throw new Error(`no demo/storefront above ${__dirname}: run this from a complete checkout`);
    folder = outer;
  }
  return path.join(folder, 'demo');
}
