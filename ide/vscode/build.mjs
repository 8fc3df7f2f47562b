// How does the extension become one file that an editor installs? Bundled, with its schemas and pictures beside it, then packed by the official tool.
// Run as `npm run build:vscode [-- --out FOLDER]`; leaves FOLDER/package, the extension unpacked, and FOLDER/dayshift.vsix.

import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { build } from 'esbuild';
import { usedZod } from './used-zod.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const bundleLimitBytes = 500_000;
const minified = { bundle: true, minify: true, metafile: true, legalComments: 'none', logLevel: 'warning', absWorkingDir: root };

/** Builds into `out` and resolves to the sizes in bytes. Rejects when a bundle is too large or the tool finds a fault. */
async function buildExtension(out, log) {
  const folder = join(out, 'package');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const bundles = [await bundleExtension(folder), ...(await bundlePages(folder))];
  const bundleBytes = sum(bundles.flatMap(({ metafile }) => Object.values(metafile.outputs).map(({ bytes }) => bytes)));
  for (const line of largestOf(bundles)) log(line);
  if (bundleBytes > bundleLimitBytes) throw new Error(`The bundle has ${bundleBytes} bytes, more than ${bundleLimitBytes}: see above what is in it.`);
  await writeSchemas(join(folder, 'schemas'), join(out, 'schemas.cjs'));
  await copyFiles(folder);
  const packed = await pack(folder, join(out, 'dayshift.vsix'));
  return { bundleBytes, packedBytes: packed };
}

/** Of yaml its ES modules, which its door for Node does not offer: what nobody uses of them stays out. */
function bundleExtension(folder) {
  return build({
    alias: { yaml: join(root, 'node_modules', 'yaml', 'browser', 'dist', 'index.js') },
    ...minified, entryPoints: [join(here, 'src', 'extension.ts')], outfile: join(folder, 'dist', 'extension.js'),
    platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'], mainFields: ['module', 'main'], plugins: [usedZod(root)],
  });
}

/** What runs in a page of the extension: every `browser.ts` below src/, as media/<folder>.js. */
async function bundlePages(folder) {
  const entries = (await readdir(join(here, 'src'), { recursive: true })).filter((name) => /(^|[\\/])browser\.tsx?$/.test(name));
  return Promise.all(entries.map((name) => build({
    ...minified, entryPoints: [join(here, 'src', name)], outfile: join(folder, 'media', `${name.split(/[\\/]/).at(-2)}.js`),
    platform: 'browser', format: 'iife', target: 'es2022', jsx: 'automatic', jsxImportSource: 'preact', plugins: [usedZod(root)],
  })));
}

/** The published shapes of the two files that people write, from the contracts as they are now. */
async function writeSchemas(folder, program) {
  await build({ ...minified, minify: false, entryPoints: [join(root, 'src', 'config', 'schemas.ts')], outfile: program, platform: 'node', format: 'cjs' });
  const { publishedSchemas } = (await import(pathToFileURL(program).href)).default;
  await mkdir(folder, { recursive: true });
  const schemas = publishedSchemas();
  for (const name of ['installation', 'pipeline-file']) await writeFile(join(folder, `${name}.schema.json`), JSON.stringify(schemas[`${name}.schema.json`]));
  await rm(program);
}

async function copyFiles(folder) {
  for (const name of ['package.json', 'README.md', 'CHANGELOG.md', '.vscodeignore']) await cp(join(here, name), join(folder, name));
  await cp(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  await cp(join(here, 'media'), join(folder, 'media'), { recursive: true });
}

/** Packs with vsce; a warning of it is a fault of ours. */
async function pack(folder, file) {
  const program = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const options = ['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', file];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, ...options], { cwd: folder });
  const warnings = `${stdout}${stderr}`.split('\n').filter((line) => /WARNING|ERROR/.test(line));
  if (warnings.length > 0) throw new Error(`vsce is not content:\n${warnings.join('\n')}`);
  return (await stat(file)).size;
}

/** What takes the most room, by package, so that whoever grows the bundle sees with what. */
function largestOf(bundles) {
  const bytes = new Map();
  for (const { metafile } of bundles) {
    for (const output of Object.values(metafile.outputs)) {
      for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) {
        const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file.split('/').slice(0, file.startsWith('ide/') ? 4 : 2).join('/');
        bytes.set(name, (bytes.get(name) ?? 0) + bytesInOutput);
      }
    }
  }
  return [...bytes].sort((left, right) => right[1] - left[1]).slice(0, 12).map(([name, size]) => `  ${kilobytes(size).padStart(9)}  ${name}`);
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

const { values } = parseArgs({ options: { out: { type: 'string', default: join(here, 'dist') } } });
const out = resolve(values.out);
const say = (line) => process.stdout.write(`${line}\n`);
const { bundleBytes, packedBytes } = await buildExtension(out, say);
say(`bundle ${kilobytes(bundleBytes)} of at most ${kilobytes(bundleLimitBytes)}; ${relative(process.cwd(), join(out, 'dayshift.vsix'))} ${kilobytes(packedBytes)}`);
