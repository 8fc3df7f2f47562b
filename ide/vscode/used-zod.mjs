// How does a bundle hold of zod only what is used of it? Its one object `z` holds everything, so that a bundler can leave nothing out.

import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as zod from 'zod';

/** The rooms that the extension is made of: a name that only another one writes would be missing. */
const sources = [join('src', 'contracts'), join('src', 'domain'), 'client', 'clone', join('ide', 'vscode', 'src')];

/** A plugin that gives `import { z } from 'zod'` an object of those names that our sources write after `z.`. */
export function usedZod(root) {
  return {
    name: 'used-zod',
    setup(bundling) {
      bundling.onResolve({ filter: /^zod$/ }, () => ({ path: 'zod', namespace: 'used-zod' }));
      bundling.onResolve({ filter: /^names$/, namespace: 'used-zod' }, () => ({ path: 'names', namespace: 'used-zod' }));
      bundling.onLoad({ filter: /^zod$/, namespace: 'used-zod' }, () => ({ contents: "export * as z from 'names';", resolveDir: root }));
      bundling.onLoad({ filter: /^names$/, namespace: 'used-zod' }, async () => ({ contents: `export { ${(await namesIn(root)).join(', ')} } from 'zod/v4';`, resolveDir: root }));
    },
  };
}

async function namesIn(root) {
  const found = new Set();
  for (const folder of sources) {
    for (const name of await readdir(join(root, folder), { recursive: true })) {
      if (!/\.tsx?$/.test(name)) continue;
      for (const [, word] of (await readFile(join(root, folder, name), 'utf8')).matchAll(/\bz\.(\w+)/g)) found.add(word);
    }
  }
  return [...found].filter((word) => word in zod.z).sort(); // the rest are types
}
