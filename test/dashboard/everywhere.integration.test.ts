// What holds on every page? A phone's width, stillness on request, a small first load.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { LENGTH_OF_DAY, positionOf } from './fixture/world';
import { setUpPage } from './stage';

const INCIDENT = '/#/incidents/storefront.LoginRefused.1a2b3c4d';
const PHONE = { viewport: { width: 390, height: 844 } };
const stage = setUpPage();

describe('everywhere', () => {
  it.each([positionOf('signOffAsked'), LENGTH_OF_DAY])('a phone shows the decision before the figures, and nothing hangs over (position %i)', async (position) => {
    const page = await stage.open(INCIDENT, { position }, PHONE);
    const top = async (id: string) => (await page.locator(`#${id}`).boundingBox())?.y ?? Number.NaN;
    await page.locator('#decision').waitFor();
    expect(await top('decision')).toBeLessThan(await top('impact'));
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    expect(stage.faults()).toEqual([]);
  });

  it('holds still for those who ask for it', async () => {
    const page = await stage.open(INCIDENT, { position: positionOf('cellFinished', 3) }, { reducedMotion: 'reduce' });
    await page.locator('.step.running').waitFor();
    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
    expect(stage.faults()).toEqual([]);
  });

  it('loads less than 150 kB at first, compressed, and much less for the first page', async () => {
    await stage.open('/', { position: 1 });
    const names = [...(await readFile(join(stage.dist(), 'index.html'), 'utf8')).matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, name = '']) => name);
    const compressed = async (name: string) => gzipSync(await readFile(join(stage.dist(), name))).length;
    const first = await Promise.all(['index.html', ...names].map(compressed));
    expect(names.length).toBeGreaterThan(1);
    expect(first.reduce((sum, size) => sum + size, 0)).toBeLessThan(75_000);
    const files = (await readdir(stage.dist(), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const all = await Promise.all(files.map((file) => compressed(join(file.parentPath, file.name).slice(stage.dist().length))));
    expect(all.reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000); // with every page that somebody may go to
    expect(stage.faults()).toEqual([]);
  });
});
