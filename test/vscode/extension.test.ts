// Does the packed extension work in a real VS Code? Signed out it says what to do; signed in it tells what is new, once, also after dayshift was away.
import path from 'node:path';
import { listen, type Listening } from '../../api/listen';
import { createApiClient } from '../../client/api-client';
import { AlertAnswer } from '../../src/contracts/http';
import { Phase } from '../../src/domain/vocabulary';
import { aDelivery, anApi, TOKENS } from '../api/an-api';
import { setUpDesk } from './stage';
import type { VSCode } from './a-vscode';

const desk = setUpDesk('extension');
const api = anApi();
const set: { server?: Listening; port: number; vscode?: VSCode } = { port: 0 };

beforeAll(async () => {
  await startApi();
  set.vscode = await desk.start(path.join(desk.folder, 'a workspace'), { 'dayshift.address': `http://127.0.0.1:${set.port}` });
}, 300_000);
afterAll(() => set.server?.close());

async function startApi(): Promise<void> {
  set.server = await listen(api.app, { host: '127.0.0.1', port: set.port });
  set.port = set.server.port;
}

function vscode(): VSCode {
  if (!set.vscode) throw new Error('No window is open.');
  return set.vscode;
}

/** An incident of a service, as an alert opens it. */
async function open(service: string): Promise<string> {
  const address = `http://127.0.0.1:${set.port}/api/v1/alerts/alertmanager`;
  const sent = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKENS.hook}` }, body: JSON.stringify(aDelivery({ service, fingerprint: service })) });
  return AlertAnswer.parse(await sent.json()).alerts[0]?.incident ?? '';
}

/** As after the product owner's word. */
function assign(id: string): void {
  api.gateway.happen(id, { kind: 'assigned', to: 'maya', by: 'paula', through: 'api', reason: 'owner of the login', deadline: new Date(Date.now() + 3_600_000).toISOString() });
}

test('is signed out at first, and says what to do', async () => {
  await vscode().openView();
  await vscode().welcome().getByText('Sign in to see what needs you.').waitFor();
  expect(await vscode().welcome().innerText()).toMatch(/Sign in\s+Set the address/);
  await vscode().look('extension-1-signed-out');
});

test('a token that is not known is refused, with what to do', async () => {
  await vscode().command('dayshift: Sign in with a token');
  await vscode().answer('Sign in to dayshift with a token', 'not-a-token');
  await vscode().toast(/token/i).first().waitFor();
  await vscode().look('extension-2-refused');
  expect(await vscode().welcome().isVisible()).toBe(true);
});

test('signs in with a token, and nothing needs Maya yet', async () => {
  await vscode().signIn(TOKENS.maya);
  await vscode().toast('Signed in to dayshift as Maya Mender.').waitFor();
  await vscode().welcome().getByText('Nothing needs you.').waitFor();
  expect(await vscode().welcome().innerText()).toBe('Nothing needs you.');
});

test('an assignment is told with its impact and what to do, and lies in the view', async () => {
  const id = await open('storefront');
  assign(id);
  const toast = vscode().toast(/storefront/);
  await toast.first().hover(); // under the mouse it stays
  await vscode().look('extension-3-assigned');
  for (const name of ['Start fix', 'Hand over', 'Open']) await toast.first().getByRole('button', { name, exact: true }).waitFor();
  await vscode().row('Customers cannot log in').first().waitFor();
  expect((await createApiClient({ address: `http://127.0.0.1:${set.port}` }).incident(id)).phase).toBe(Phase.Fix);
});

test('what happens while dayshift is away is told when it is back, and nothing twice', async () => {
  const id = await open('checkout');
  await set.server?.close();
  await vscode().statusBar(/away/).first().waitFor();
  await vscode().look('extension-4-away');
  assign(id);
  await startApi();
  await vscode().toast(/checkout/).first().waitFor();
  await vscode().look('extension-5-back');
  expect(await vscode().toast(/checkout/).count()).toBe(1);
  expect(await vscode().toast(/storefront/).count()).toBeLessThanOrEqual(1); // it may have gone to the bell
});
