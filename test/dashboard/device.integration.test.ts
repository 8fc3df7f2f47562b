// Does a person see what asks to be signed in, decide it by keyboard or mouse, and find a way on from every state? A real browser.
import { signInAs } from './browser';
import { DECIDED_CODE, OLD_CODE, WAITING_CODE } from './fixture/devices';
import { secretOf, VIEWER_SECRET } from './fixture/session';
import { setUpPage } from './stage';

const PAGE = `/#/device/${WAITING_CODE}`;
const stage = setUpPage();

async function openAs(person: string, path: string) {
  const page = await stage.open(path, {});
  await page.getByRole('heading', { level: 1, name: 'Sign a program in' }).waitFor();
  await signInAs(page, person);
  return page;
}

it('who is not signed in does so on the page, and goes on where they were', async () => {
  const page = await stage.open(PAGE, {});
  await page.getByLabel('Your token or link').fill(secretOf('maya'));
  await page.keyboard.press('Enter');
  await page.getByText(WAITING_CODE).waitFor();
  expect(stage.faults()).toEqual([]);
});

it('where reading needs a sign-in, too', async () => {
  const page = await stage.open(PAGE, { ways: { readsAreOpen: false } });
  await page.getByLabel('Your token or link').fill(secretOf('maya'));
  await page.keyboard.press('Enter');
  await page.getByText(WAITING_CODE).waitFor();
  expect(stage.faults()).toEqual([]);
});

it('says what asks, from where and what it may do, and allows it by keyboard', async () => {
  const page = await openAs('maya', PAGE);
  for (const told of ['VS Code on laptop-7', '192.0.2.7', 'see incidents, logs, evidence and numbers', 'say your words, as far as your roles go', 'another 9:']) await page.getByText(told).first().waitFor();
  await page.getByRole('button', { name: 'Allow' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Allowed: VS Code on laptop-7' }).waitFor();
  await page.reload();
  await page.getByText('That sign-in was decided already: it was allowed.').waitFor();
  expect(stage.faults()).toEqual([]);
});

it('denies it, and says whom to tell', async () => {
  const page = await openAs('maya', PAGE);
  await page.getByRole('button', { name: 'Deny' }).click();
  await page.getByRole('status').filter({ hasText: 'Denied: VS Code on laptop-7' }).waitFor();
  await page.getByText('tell an administrator from where it was asked').waitFor();
  expect(stage.faults()).toEqual([]);
});

it('a code is typed in any case, and a wrong one leads to another try', async () => {
  const page = await openAs('maya', '/#/device');
  await page.getByLabel('The code that the program shows').fill('bbbb bbbb');
  await page.keyboard.press('Enter');
  await page.getByText('No program waits under that code.').waitFor();
  await page.getByLabel('The code that the program shows').fill('wdjbmjht');
  await page.getByRole('button', { name: 'See what asks' }).click();
  await page.getByRole('button', { name: 'Allow' }).waitFor();
  expect(stage.faults()).toEqual([]);
});

it.each([[OLD_CODE, 'That code is too old: ten minutes have passed.'], [DECIDED_CODE, 'That sign-in was decided already']])('%s: %s', async (code, told) => {
  const page = await openAs('maya', `/#/device/${code}`);
  await page.getByText(told).waitFor();
  await page.getByText('Begin the sign-in again in the program').waitFor();
  expect(await page.getByRole('button', { name: 'Allow' }).count()).toBe(0);
});

it('who only looks on signs nothing in', async () => {
  const page = await stage.open(`/#/sign-in/${VIEWER_SECRET}`, {});
  await page.getByText('somebody who looks on').waitFor();
  expect(await page.getByRole('link', { name: 'Your programs' }).count()).toBe(0);
  await page.evaluate(`location.hash = '/device/${WAITING_CODE}'`);
  await page.getByText('Only a person of the team who may act signs a program in.').waitFor();
  expect(await page.getByText(WAITING_CODE).count()).toBe(0);
});

it('one\'s own programs are listed and ended there, and reached from the page that says who one is', async () => {
  const page = await stage.open(`/#/sign-in/${secretOf('maya')}`, {});
  await page.getByRole('link', { name: 'Your programs' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'Maya’s laptop' });
  await row.getByRole('button', { name: 'End…' }).click();
  await row.getByRole('button', { name: 'End it' }).click();
  await page.getByText('1 that is over').waitFor();
  expect(await page.getByText('the git hook').count()).toBe(0);
  expect(stage.faults()).toEqual([]);
});
