// How is a part fetched from those who make it? A release archive by HTTPS, given up early when nobody answers.

import { createWriteStream } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { findProgram, untar } from './archive.mjs';
import { run } from './run.mjs';

const releases = 'https://github.com';
const answerLimitSeconds = 5;
const silenceLimitSeconds = 15;
const installLimitSeconds = 600;
const goNames = { x64: 'amd64', arm64: 'arm64' };
const rustNames = { x64: 'x86_64', arm64: 'aarch_64' };

/**
 * A route that fetches a release file. `path` gives the path below the host of releases, which $DAYSHIFT_MIRROR may
 * replace; it returns undefined where the vendor publishes nothing. A tarball is unpacked, anything else is the program.
 */
export function release(title, command, path) {
  return {
    title,
    async fetch({ folder, env }) {
      const names = { os: process.platform, go: goNames[process.arch], rust: rustNames[process.arch] };
      const below = names.go && path(names);
      if (!below) throw new Error(`nothing is published for ${process.platform} on ${process.arch}`);
      const file = join(folder, below.endsWith('.tar.gz') ? 'release.tar.gz' : command);
      await download(`${env.DAYSHIFT_MIRROR ?? releases}/${below}`, file);
      if (!file.endsWith('.tar.gz')) {
        await chmod(file, 0o755);
        return file;
      }
      await untar(file, folder);
      return (await findProgram(folder, [command])) ?? fail(`the archive holds no ${command}`);
    },
  };
}

/** A route that lets Playwright install the browser it was built for, into our folder and without asking for root. */
export function playwrightBrowser(projectFolder) {
  return {
    title: "Playwright's own download",
    async fetch({ folder, env, dependenciesReady }) {
      const otherWays = ['PLAYWRIGHT_DOWNLOAD_HOST', 'HTTPS_PROXY', 'https_proxy'];
      if (!otherWays.some((name) => env[name])) await reach('https://cdn.playwright.dev');
      await dependenciesReady.catch((error) => {
        throw new Error("it needs the project's packages, and they could not be installed", { cause: error });
      });
      const program = join(projectFolder, 'node_modules', 'playwright-core', 'cli.js');
      await run(process.execPath, [program, 'install', '--only-shell', 'chromium'], {
        env: { ...env, PLAYWRIGHT_BROWSERS_PATH: folder, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: String(answerLimitSeconds * 1000) },
        limitSeconds: installLimitSeconds,
      });
      return (await findProgram(folder, ['chrome-headless-shell', 'headless_shell'])) ?? fail('it installed no browser');
    },
  };
}

/** Fetches `url` to `file`: an answer within seconds, then no long silence; a slow line is waited for. */
async function download(url, file) {
  const watch = silenceWatch(answerLimitSeconds, `no answer within ${answerLimitSeconds} s`);
  try {
    const response = await fetch(url, { signal: watch.signal });
    if (!response.ok || !response.body) throw new Error(`${new URL(url).host} answered ${response.status}`);
    watch.expectWithin(silenceLimitSeconds, `the download stood still for ${silenceLimitSeconds} s`);
    const body = Readable.fromWeb(response.body);
    body.on('data', () => watch.expectWithin(silenceLimitSeconds));
    await pipeline(body, createWriteStream(file));
  } catch (error) {
    throw explain(error, url, watch.signal);
  } finally {
    watch.end();
  }
}

async function reach(url) {
  const signal = AbortSignal.timeout(answerLimitSeconds * 1000);
  await fetch(url, { method: 'HEAD', signal }).catch((error) => {
    throw explain(error, url, signal);
  });
}

function silenceWatch(seconds, message) {
  const controller = new AbortController();
  let text = message;
  let timer;
  function expectWithin(nextSeconds, nextMessage = text) {
    text = nextMessage;
    clearTimeout(timer);
    timer = setTimeout(() => controller.abort(new Error(text)), nextSeconds * 1000);
  }
  expectWithin(seconds);
  return { signal: controller.signal, expectWithin, end: () => clearTimeout(timer) };
}

function explain(error, url, signal) {
  const reason = signal.aborted ? signal.reason.message : (error.cause?.code ?? error.cause?.message ?? error.message);
  const { host } = new URL(url);
  return new Error(reason.includes(host) ? reason : `${host} cannot be reached (${reason})`, { cause: error });
}

function fail(message) {
  throw new Error(message);
}
