// Does the packed extension work in a real VS Code? It activates, says what is missing, and tells what is new.
import path from 'node:path';
import { setUpDesk } from './stage';
import type { VSCode } from './a-vscode';

const desk = setUpDesk('extension');
let vscode: VSCode;

beforeAll(async () => {
  vscode = await desk.start(path.join(desk.folder, 'a workspace'));
}, 300_000);

test('is installed from its package, with a view of its own', async () => {
  await vscode.openView();
  expect(await vscode.page.locator('.part.sidebar .title-label').innerText()).toMatch(/dayshift: incidents/i);
});
