// How does a test get a VS Code? code-server with the packed extension installed, on a free port, with folders of its own.
import { execFile, spawn } from 'node:child_process';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { until } from '../api/until';
import { findPart } from '../support/find-part';

export interface CodeServer {
  /** The page of a window with this folder. */
  address(workspace: string): string;
  /** What it said, and what the extensions and their host wrote down. */
  logs(): Promise<string>;
  end(): Promise<void>;
}

export interface CodeServerOrder {
  folder: string; // everything of it lies here
  vsix: string;
  settings?: Record<string, unknown>; // of the user, beside ours
  env?: Record<string, string>;
}

const MONO = "'DejaVu Sans Mono', monospace"; // a headless browser takes the first font that it has

/** Nothing that asks, moves, completes by itself or speaks to anybody else. */
const SETTINGS = {
  'workbench.startupEditor': 'none', 'workbench.reduceMotion': 'on', 'workbench.enableExperiments': false, 'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false, 'security.workspace.trust.enabled': false, 'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true, 'chat.agentHost.enabled': false, 'extensions.autoUpdate': 'off', 'extensions.autoCheckUpdates': false, 'extensions.ignoreRecommendations': true,
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' }, 'editor.autoClosingBrackets': 'never', 'editor.autoIndent': 'none', 'editor.minimap.enabled': false, 'editor.fontFamily': MONO, 'terminal.integrated.fontFamily': MONO, 'files.autoSave': 'off',
  'typescript.validate.enable': false, 'javascript.validate.enable': false, 'json.validate.enable': false, // what the clone's own tools would say is not at stake
  'terminal.integrated.gpuAcceleration': 'off', 'git.openRepositoryInParentFolders': 'never', 'git.confirmSync': false,
};
const LISTENING = /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/;
const MOST_SAID = 100_000;
const INSTALL_WITHIN_MS = 120_000;
const END_WITHIN_MS = 10_000;

export async function startCodeServer({ folder, vsix, settings = {}, env = {} }: CodeServerOrder): Promise<CodeServer> {
  const program = findPart('code-server');
  const [home, data, extensions] = ['home', 'data', 'extensions'].map((name) => path.join(folder, name)) as [string, string, string];
  const config = path.join(folder, 'config.yaml');
  for (const each of [home, path.join(data, 'User'), extensions]) await mkdir(each, { recursive: true });
  await writeFile(config, 'auth: none\n');
  await writeFile(path.join(data, 'User', 'settings.json'), JSON.stringify({ ...SETTINGS, ...settings }, null, 2));
  await writeFile(path.join(home, '.gitconfig'), '[user]\n\tname = Maya Mender\n\temail = maya@storefront.example\n[commit]\n\tgpgsign = false\n');
  const places = ['--config', config, '--user-data-dir', data, '--extensions-dir', extensions];
  const environment = { ...ownEnvironment(), HOME: home, EXTENSIONS_GALLERY: '{}', ...env };
  await promisify(execFile)(program, [...places, '--install-extension', vsix], { env: environment, timeout: INSTALL_WITHIN_MS });

  const still = ['--auth', 'none', '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--disable-getting-started-override'];
  const child = spawn(program, [...places, '--bind-addr', '127.0.0.1:0', ...still], { env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let hasEnded = false;
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { said = (said + text).slice(-MOST_SAID); });
  const ended = new Promise<void>((resolve) => { child.once('close', () => { hasEnded = true; resolve(); }); });

  function signal(name: NodeJS.Signals): void {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, name); // its group: terminals and the extensions' host too
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
  async function end(): Promise<void> {
    signal('SIGTERM');
    const limit = setTimeout(() => signal('SIGKILL'), END_WITHIN_MS);
    await ended;
    clearTimeout(limit);
  }
  try {
    await until(() => said, () => hasEnded || LISTENING.test(said), 'code-server listens');
    const base = LISTENING.exec(said)?.[1];
    if (base === undefined || hasEnded) throw new Error(`code-server ended by itself:\n${said}`);
    return { address: (workspace) => `${base}/?folder=${encodeURI(workspace)}`, logs: async () => `${said}\n${await readLogs(path.join(data, 'logs'))}`, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Ours without what an editor puts into the terminals that it opens: it would take the new server for a window of itself. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE_|CODE_SERVER_|NODE_OPTIONS|JEST_)/.test(name)));
}

async function readLogs(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true }).catch(() => [])).filter((name) => /(exthost|dayshift)[^/]*\.log$/.test(name));
  const texts = await Promise.all(names.map(async (name) => `--- ${name}\n${(await readFile(path.join(folder, name), 'utf8')).slice(-4000)}`));
  return texts.join('\n');
}
