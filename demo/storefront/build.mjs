// What is released? One folder, `dist`, that runs by itself: `node server.js`. The same sources give the same bytes.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));

rmSync('dist', { recursive: true, force: true });
const { warnings } = await build({
  entryPoints: ['src/server.ts'],
  outfile: 'dist/server.js',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true, // without it the bundle names the folders that it was made in
  preserveSymlinks: true,
  legalComments: 'none',
  external: ['pg-native'],
  define: { STOREFRONT_VERSION: JSON.stringify(version) },
});
for (const folder of ['public', 'migrations']) cpSync(folder, `dist/${folder}`, { recursive: true });
writeFileSync('dist/package.json', `${JSON.stringify({ name, version, private: true, type: 'commonjs' }, null, 2)}\n`);
console.log(`storefront ${version} is in dist/ (${warnings.length} warnings)`);
