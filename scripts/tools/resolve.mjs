// Where is one part? Its own variable, then PATH, then the cache, then each route in turn; every try is remembered.

import { isAbsolute, join, relative } from 'node:path';
import { rm } from 'node:fs/promises';
import { withLock } from '../setup/lock.mjs';
import { commit, discard, partFolder, readRecord, unfinishedFolder } from './cache.mjs';
import { checkPart, filesCalled } from './check.mjs';

/**
 * Resolves to `{ executable, version, from }`, or to `{ tried }` when no way led to the part: a list of `{ step, reason }`
 * in the order of the tries. A variable that is set is a decision: when it is wrong nothing else is tried.
 */
export async function resolvePart(name, part, session) {
  const tried = [];
  const own = session.env[part.env];
  if (own) return (await attempt(part, own, part.env, tried)) ?? { tried };
  tried.push({ step: part.env, reason: 'is not set' });
  return (await onPath(part, session, tried)) ?? (await inCache(name, part, session, tried)) ?? (await byRoutes(name, part, session, tried)) ?? { tried };
}

async function onPath(part, session, tried) {
  const files = await filesCalled(part, session.env);
  if (files.length === 0) tried.push({ step: 'PATH', reason: `has no ${part.commands.join(', ')}` });
  for (const file of files) {
    const found = await attempt(part, file, 'PATH', tried);
    if (found) return found;
  }
  return undefined;
}

async function inCache(name, part, session, tried) {
  const folder = partFolder(session.cache, name, part.edition);
  const record = await readRecord(folder);
  if (!record) {
    tried.push({ step: 'cache', reason: `nothing in ${folder}` });
    return undefined;
  }
  const found = await attempt(part, record.executable, 'cache', tried);
  if (!found) await discard(session.cache, folder);
  return found;
}

async function byRoutes(name, part, session, tried) {
  if (session.env.DAYSHIFT_OFFLINE) {
    tried.push({ step: 'fetching', reason: 'is turned off by DAYSHIFT_OFFLINE' });
    return undefined;
  }
  for (const route of part.routes) {
    const started = Date.now();
    session.log(`${name}: trying ${route.title}${route.takesMinutes ? ' (some minutes)' : ''}`);
    const folder = await unfinishedFolder(session.cache, name);
    try {
      return await (route.takesMinutes ? fetchOnce(name, part, route, folder, session) : fetchPart(name, part, route, folder, session));
    } catch (error) {
      tried.push({ step: route.title, reason: error.message });
      session.log(`${name}: ${route.title} did not do: ${error.message} (${seconds(started)})`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return undefined;
}

/** What takes minutes is done by one set-up; another one that comes meanwhile waits and takes what the first has made. */
async function fetchOnce(name, part, route, folder, session) {
  const onWait = (pid) => session.log(`${name}: another set-up (process ${pid}) is at it`);
  async function fetchUnlessThere() {
    return (await inCache(name, part, session, [])) ?? fetchPart(name, part, route, folder, session);
  }
  return withLock(join(session.cache.tools, `.${name}.lock`), fetchUnlessThere, { onWait });
}

async function fetchPart(name, part, route, folder, session) {
  const executable = await route.fetch({ ...session, folder });
  const version = await checkPart(part, executable).catch((error) => {
    throw new Error(`what it gave ${error.message}`, { cause: error });
  });
  const outside = relative(folder, executable);
  if (outside.startsWith('..') || isAbsolute(outside)) return { executable, version, from: route.title };
  const record = { part: name, version, from: route.title, at: new Date().toISOString(), executable };
  const placed = await commit(session.cache, folder, partFolder(session.cache, name, part.edition), record);
  return { executable: placed, version, from: route.title };
}

async function attempt(part, file, step, tried) {
  try {
    return { executable: file, version: await checkPart(part, file), from: step };
  } catch (error) {
    tried.push({ step, reason: `${file} ${error.message}` });
    return undefined;
  }
}

/** The time since `started`, as it stands in a progress line. */
export function seconds(started) {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}
