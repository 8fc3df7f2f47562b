// How does a test use VS Code? As a person does: by what stands on the screen, and by the keyboard.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { until } from '../api/until';

export const PICTURES = path.join(__dirname, '../../test-results/vscode');
const PATIENCE_MS = 60_000;
const HEARD_WITHIN_MS = 5_000; // then it is done again, as a person does with an editor that still begins
const START_WITHIN_MS = 180_000; // the first start on a machine with other work

export interface VSCode {
  page: Page;
  /** Runs a command by its name in the palette. */
  command(title: string): Promise<void>;
  /** Types into the input with this title, and accepts it. */
  answer(title: string, text: string): Promise<void>;
  /** By a token that dayshift takes. */
  signIn(token: string): Promise<void>;
  /** Chooses a row of the quick pick that is open. */
  pick(row: string | RegExp): Promise<void>;
  toast(text: string | RegExp): Locator;
  press(within: Locator, button: string | RegExp): Promise<void>;
  dialog(): Locator;
  statusBar(text: string | RegExp): Locator;
  /** Shows the view of incidents. */
  openView(): Promise<void>;
  welcome(): Locator;
  row(text: string | RegExp): Locator;
  /** The Problems panel's rows with that text; of a long list only those in sight are there. */
  problem(text: string | RegExp): Locator;
  /** Shows the Problems panel, with only what has this text when one is given. */
  problems(filter?: string): Promise<void>;
  terminal(): Locator;
  tab(name: string | RegExp): Locator;
  open(file: string): Promise<void>;
  /** Replaces all of the file in front by another text, and saves it. */
  rewrite(text: string): Promise<void>;
  save(): Promise<void>;
  editor(): Locator;
  webview(): FrameLocator;
  /** Takes a picture of the whole window. */
  look(name: string): Promise<void>;
  close(): Promise<void>;
}

/** When what was to be drawn is drawn. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(done, { timeout: 500 }))))');
}

/** Whether it comes soon: what it comes from is done again otherwise. */
export async function comes(what: Locator): Promise<boolean> {
  return what.first().waitFor({ timeout: HEARD_WITHIN_MS }).then(() => true, () => false);
}

/** Opens a window and waits until it can be used. */
export async function openVSCode(browser: Browser, address: string): Promise<VSCode> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(address, { timeout: START_WITHIN_MS });
  await page.locator('.monaco-workbench .statusbar-item').first().waitFor({ timeout: START_WITHIN_MS });
  const quick = page.locator('.quick-input-widget:visible');
  const side = page.locator('.part.sidebar');
  const panel = page.locator('.part.panel');
  const editors = page.locator('.part.editor');

  /** The palette lists what was there when it was opened: it is opened again while the extensions begin. */
  async function choose(keys: string, text: string, row: string | RegExp): Promise<void> {
    await until(async () => {
      await page.keyboard.press(keys);
      if (!await comes(quick.locator('input'))) return false;
      await quick.locator('input').first().fill(text);
      const isTaken = await quick.locator('.monaco-list-row', { hasText: row }).first().click({ timeout: HEARD_WITHIN_MS }).then(() => true, () => false);
      if (!isTaken) await page.keyboard.press('Escape');
      return isTaken;
    }, Boolean, `something is listed for ${text}`);
  }

  async function command(title: string): Promise<void> {
    await choose('F1', `>${title}`, title);
  }
  async function press(within: Locator, button: string | RegExp): Promise<void> {
    await within.hover();
    await within.getByRole('button', { name: button }).click();
  }

  const inputOf = (title: string): Locator => quick.filter({ hasText: title }).locator('input').first();
  async function answer(title: string, text: string): Promise<void> {
    const input = inputOf(title);
    do await input.fill(text); // a box that has only just come is emptied once more by the editor
    while (!(await drawn(page).then(() => input.inputValue()) === text));
    await input.press('Enter');
  }
  async function save(): Promise<void> {
    await until(async () => {
      await page.keyboard.press('Control+S');
      return comes(editors.locator('.tab.active:not(.dirty)'));
    }, Boolean, 'the file in front is saved');
  }
  return {
    page, command, press, answer,
    async signIn(token) {
      const told = page.locator('.notifications-toasts .notification-list-item', { hasText: 'Signed in to dayshift as' });
      const title = 'Sign in to dayshift with a token';
      await until(async () => {
        await command('dayshift: Sign in with a token');
        if (!await comes(inputOf(title))) return false;
        await answer(title, token);
        return comes(told);
      }, Boolean, 'the token is asked for, and somebody is signed in', 2 * PATIENCE_MS);
    },
    async pick(row) { await quick.locator('.monaco-list-row', { hasText: row }).first().click(); },
    toast: (text) => page.locator('.notifications-toasts .notification-list-item', { hasText: text }),
    dialog: () => page.locator('.monaco-dialog-box'),
    statusBar: (text) => page.locator('.statusbar-item', { hasText: text }),
    async openView() {
      const heading = side.locator('.title-label', { hasText: /dayshift/i });
      if (await heading.isVisible()) return; // a click would close it
      await page.locator('.part.activitybar').getByRole('tab', { name: /^dayshift/ }).click();
      await heading.waitFor();
    },
    welcome: () => side.locator('.welcome-view-content'),
    row: (text) => side.locator('.monaco-list-row', { hasText: text }),
    problem: (text) => panel.locator('.markers-panel .monaco-list-row', { hasText: text }),
    async problems(filter = '') {
      await command('Problems: Focus on Problems View');
      await panel.locator('.markers-panel').waitFor();
      await panel.getByPlaceholder(/^Filter/).fill(filter);
    },
    terminal: () => page.locator('.terminal-wrapper.active .xterm-rows'),
    tab: (name) => editors.locator('.tab', { hasText: name }),
    async open(file) {
      const tab = editors.locator('.tab.active', { hasText: path.basename(file) });
      await until(async () => {
        await choose('Control+P', file, path.basename(file)); // its list is filled twice, and a click may meet a row that goes
        return comes(tab);
      }, Boolean, `${file} is open`, 2 * PATIENCE_MS);
    },
    async rewrite(text) {
      await editors.locator('.editor-group-container.active .monaco-editor').first().click();
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText(text);
      await editors.locator('.tab.active.dirty').waitFor();
      await save();
    },
    save,
    editor: () => editors.locator('.editor-group-container.active .monaco-editor .view-lines'),
    webview: () => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame'),
    async look(name) {
      await mkdir(PICTURES, { recursive: true });
      await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
    },
    close: () => context.close(),
  };
}
