// Where is every part that dayshift runs? Finds or fetches each; also a command: node scripts/tools.mjs [names…] [--json]

import { rm } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { openCache, unfinishedFolder } from './tools/cache.mjs';
import { npmCommand } from './setup/npm.mjs';
import { parts } from './tools/parts.mjs';
import { resolvePart, seconds } from './tools/resolve.mjs';

/** Every part that dayshift itself runs, by name, in the order in which they are listed. */
export const partNames = Object.keys(parts).filter((name) => !parts[name].ofSuite);

/** What one suite of tests needs besides. */
export function partsOfSuite(suite) {
  return Object.keys(parts).filter((name) => parts[name].ofSuite === suite);
}

/** The environment that tells a program where each part is. */
export function toolEnvironment(paths) {
  return Object.fromEntries(Object.entries(paths).map(([name, path]) => [parts[name].env, path]));
}

/**
 * Finds or fetches the named parts, all at once, and resolves to the absolute path of each. Rejects when any is
 * missing, after all were tried; the message names each missing part, what was tried, why it failed, and the command
 * that installs it. Nothing of a failure is kept: the next call tries everything again. `dependenciesReady` settles when
 * node_modules may be used.
 */
export async function ensureTools(names = partNames, { log = () => {}, env = process.env, dependenciesReady = Promise.resolve() } = {}) {
  const unknown = names.filter((name) => !parts[name]);
  if (unknown.length > 0) throw new Error(`No part is called ${unknown.join(', ')}. The parts are ${Object.keys(parts).join(', ')}.`);
  const started = Date.now();
  const cache = await openCache(env);
  const scratch = await unfinishedFolder(cache, 'scratch');
  const session = { cache, scratch, env, log, dependenciesReady, npm: npmCommand(env), once: onceEach() };
  try {
    const results = await Promise.all(names.map((name) => resolveAloud(name, session)));
    const missing = results.filter(({ executable }) => !executable);
    if (missing.length > 0) throw new Error(missingText(missing));
    log(`${names.length} parts ready (${seconds(started)})`);
    return Object.fromEntries(results.map(({ name, executable }) => [name, executable]));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function resolveAloud(name, session) {
  const started = Date.now();
  const result = await resolvePart(name, parts[name], session);
  if (result.executable) session.log(`${name} ${result.version} from ${result.from}: ${result.executable} (${seconds(started)})`);
  else session.log(`${name} is missing (${seconds(started)})`);
  return { name, ...result };
}

/** Work that several parts need (apt's lists, which pip there is) is done once in a set-up, by whoever asks first. */
function onceEach() {
  const begun = new Map();
  return function once(key, work) {
    if (!begun.has(key)) begun.set(key, work());
    return begun.get(key);
  };
}

function missingText(missing) {
  const paragraphs = missing.map(({ name, tried }) => {
    const { title, env, install } = parts[name];
    const tries = tried.map(({ step, reason }) => `    ${step}: ${reason}`);
    const advice = `  Install it: ${install[process.platform] ?? install.linux}\n  or set ${env} to its program.`;
    return `${name} (${title}) was not found and could not be fetched. Tried, in this order:\n${tries.join('\n')}\n${advice}`;
  });
  return paragraphs.join('\n\n');
}

async function main(args) {
  const json = args.includes('--json');
  const names = args.filter((arg) => arg !== '--json');
  const paths = await ensureTools(names.length > 0 ? names : partNames, { log: (line) => process.stderr.write(`${line}\n`) });
  if (json) process.stdout.write(`${JSON.stringify(paths)}\n`);
  else for (const [name, path] of Object.entries(paths)) process.stdout.write(`${name} ${path}\n`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv.slice(2)).catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
