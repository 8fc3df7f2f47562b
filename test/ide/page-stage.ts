// The page of the editor in a real Chromium: its own bundle and style under the policy of its own document, in the colours of three themes.
import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { pageHtml } from '../../ide/vscode/src/page/html';
import type { FromPage, ToPage } from '../../ide/vscode/src/page/messages';

const ROOT = path.join(__dirname, '../..');
const NONCE = 'abcdefghijklmnop';
export const PICTURES = path.join(ROOT, 'test-results/vscode-page');

export const THEMES = {
  light: { foreground: '#3b3b3b', descriptionForeground: '#6a6a6a', 'editor-background': '#ffffff', 'editorWidget-background': '#f8f8f8', 'panel-border': '#e5e5e5', 'testing-iconPassed': '#1a7f37', errorForeground: '#c72e0f', 'editorWarning-foreground': '#8a6100', 'charts-blue': '#0063d3', 'textLink-foreground': '#005fb8', 'textLink-activeForeground': '#005fb8', 'button-background': '#005fb8', 'button-foreground': '#ffffff', 'button-hoverBackground': '#0258a8', 'button-secondaryBackground': '#e5e5e5', 'button-secondaryForeground': '#3b3b3b', 'button-secondaryHoverBackground': '#cccccc', focusBorder: '#005fb8' },
  dark: { foreground: '#cccccc', descriptionForeground: '#9d9d9d', 'editor-background': '#1f1f1f', 'editorWidget-background': '#202020', 'panel-border': '#2b2b2b', 'testing-iconPassed': '#73c991', errorForeground: '#f85149', 'editorWarning-foreground': '#cca700', 'charts-blue': '#3794ff', 'textLink-foreground': '#4daafc', 'textLink-activeForeground': '#4daafc', 'button-background': '#0078d4', 'button-foreground': '#ffffff', 'button-hoverBackground': '#026ec1', 'button-secondaryBackground': '#313131', 'button-secondaryForeground': '#cccccc', 'button-secondaryHoverBackground': '#3c3c3c', focusBorder: '#0078d4' },
  contrast: { foreground: '#ffffff', descriptionForeground: '#ffffff', 'editor-background': '#000000', 'editorWidget-background': '#0c141f', contrastBorder: '#6fc3df', 'testing-iconPassed': '#73c991', errorForeground: '#f48771', 'editorWarning-foreground': '#ffd370', 'charts-blue': '#3794ff', 'textLink-foreground': '#21a6ff', 'textLink-activeForeground': '#21a6ff', 'button-background': '#000000', 'button-foreground': '#ffffff', 'button-border': '#6fc3df', 'button-secondaryBackground': '#000000', 'button-secondaryForeground': '#ffffff', focusBorder: '#f38518' },
} as const;
export type Theme = keyof typeof THEMES;

export interface PageStage { address(theme: Theme): string; close(): Promise<void> }

/** Serves the document as the editor would: the same policy, the style and the script of their own. */
export async function servePage(): Promise<PageStage> {
  const built = await build({ absWorkingDir: ROOT, entryPoints: ['ide/vscode/src/page/browser.tsx'], bundle: true, minify: true, write: false, format: 'iife', target: 'es2022', jsx: 'automatic', jsxImportSource: 'preact' });
  const script = built.outputFiles[0]?.text ?? '';
  const style = await readFile(path.join(ROOT, 'ide/vscode/media/page.css'), 'utf8');
  const server = createServer((request, response) => {
    const theme = (/theme=(\w+)/.exec(request.url ?? '')?.[1] ?? 'dark') as Theme;
    const answer = (type: string, body: string) => response.writeHead(200, { 'content-type': type }).end(body);
    if (request.url?.startsWith('/page.js')) return answer('text/javascript', script);
    if (request.url?.startsWith('/page.css')) return answer('text/css', `:root{${variablesOf(theme)}}\n${style}`);
    return answer('text/html; charset=utf-8', pageHtml({ nonce: NONCE, script: '/page.js', style: `/page.css?theme=${theme}`, source: "'self'" }));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return { address: (theme) => `http://127.0.0.1:${port}/?theme=${theme}`, close: async () => { server.closeAllConnections(); await new Promise((resolve) => { server.close(resolve); }); } };
}

function variablesOf(theme: Theme): string {
  const rows = { 'font-family': '"DejaVu Sans", sans-serif', 'font-size': '13px', 'editor-font-family': '"DejaVu Sans Mono", monospace', ...THEMES[theme] };
  return Object.entries(rows).map(([name, value]) => `--vscode-${name}:${value};`).join('');
}

export interface Opened { page: Page; faults: string[]; asked(): Promise<FromPage[]>; tell(message: ToPage): Promise<void>; shot(name: string): Promise<void>; close(): Promise<void> }

interface Look { theme?: Theme; width?: number; state?: object }

/** The editor's side of the page is played: what it is told, and what it asks. */
export async function openInChromium(browser: Browser, stage: PageStage, { theme = 'dark', width = 900, state }: Look = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: theme === 'light' ? 'light' : 'dark', timezoneId: 'UTC', locale: 'en-GB' });
  await context.addInitScript((kept) => {
    const asked: unknown[] = [];
    const host = { asked, state: kept as unknown };
    Object.assign(globalThis, { host, acquireVsCodeApi: () => ({ postMessage: (message: unknown) => { asked.push(message); }, getState: () => host.state, setState: (next: unknown) => { host.state = next; } }) });
  }, state);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => { faults.push(error.message); });
  page.on('console', (message) => { if (/Content Security Policy|Refused to/i.test(message.text())) faults.push(message.text()); });
  await page.goto(stage.address(theme));
  await mkdir(PICTURES, { recursive: true });
  return {
    page, faults,
    asked: () => page.evaluate<FromPage[]>('host.asked'),
    async tell(message) { await page.evaluate((data) => { (globalThis as unknown as { postMessage(data: unknown, to: string): void }).postMessage(data, '*'); }, message as unknown); },
    async shot(name) { await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: true }); },
    close: () => context.close(),
  };
}
