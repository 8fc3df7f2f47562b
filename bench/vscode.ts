// How large is the extension, and how long does a real VS Code take to activate it? The median of five windows, as the editor itself measures it.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { launchBrowser } from '../test/dashboard/browser';
import { openVSCode, type VSCode } from '../test/vscode/a-vscode';
import { startCodeServer } from '../test/vscode/code-server';
import { figure, median, type Figures } from './figures';

const WINDOWS = 5;
const BUNDLE_KILOBYTES = 500;
const ACTIVATION_MS = 200;

export async function vscode(say: (line: string) => void): Promise<Figures> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dayshift desk '));
  const built = path.join(folder, 'built');
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [path.join('ide', 'vscode', 'build.mjs'), '--out', built]);
    say(stdout.trimEnd());
    const bundle = await sizeOf(path.join(built, 'package', 'dist', 'extension.js'));
    const page = await sizeOf(path.join(built, 'package', 'media', 'page.js'));
    const activation = await activations(folder, path.join(built, 'dayshift.vsix'), say);
    return {
      'bundle': figure(bundle + page, 'kB', BUNDLE_KILOBYTES, 1),
      'of it the page': figure(page, 'kB'),
      'package': figure(await sizeOf(path.join(built, 'dayshift.vsix')), 'kB'),
      'activation': figure(median(activation), 'ms', ACTIVATION_MS, 1),
    };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function activations(folder: string, vsix: string, say: (line: string) => void): Promise<number[]> {
  const workspace = path.join(folder, 'a workspace');
  await mkdir(workspace);
  const browser = await launchBrowser();
  try {
    const server = await startCodeServer({ folder: path.join(folder, 'editor'), vsix });
    try {
      const found: number[] = [];
      while (found.length < WINDOWS) {
        const window = await openVSCode(browser, server.address(workspace));
        found.push(await activationOf(window));
        await window.close();
      }
      say(`activations: ${found.join(', ')} ms`);
      return found;
    } finally {
      await server.end();
    }
  } finally {
    await browser.close();
  }
}

/** Loading the code and running it, in milliseconds, as `Developer: Show Running Extensions` says. */
async function activationOf(window: VSCode): Promise<number> {
  await window.openView();
  await window.command('Developer: Show Running Extensions');
  const row = window.page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'dayshift' }).filter({ hasText: /\d+ms/ }).first();
  const said = /(\d+)ms/.exec(await row.innerText())?.[1];
  if (said === undefined) throw new Error('The editor does not say how long the activation took.');
  return Number(said);
}

async function sizeOf(file: string): Promise<number> {
  return (await readFile(file)).byteLength / 1000;
}
