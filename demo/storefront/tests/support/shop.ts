// The world of every test: the artifact on a seeded database of its own and one browser page, made once and cleared between tests.
import { test as base, type Page } from '@playwright/test';
import { startArtifact } from './artifact';
import { seedSql } from './customers';
import { createScratchDatabase } from './scratch-database';

interface World {
  shop: { baseUrl: string };
  sharedPage: Page;
}

export const test = base.extend<object, World>({
  shop: [
    async ({}, use) => {
      const database = await createScratchDatabase();
      try {
        const artifact = await startArtifact(database.url);
        try {
          await database.run(await seedSql(process.env.DAYSHIFT_ENVIRONMENT ?? 'current-data'));
          await use({ baseUrl: artifact.baseUrl });
        } finally {
          await artifact.stop();
        }
      } finally {
        await database.drop();
      }
    },
    { scope: 'worker' },
  ],
  // A new page costs more than most of these tests; clearing the cookies is all that they need.
  sharedPage: [
    async ({ browser, shop }, use, { project }) => {
      const { viewport, userAgent, deviceScaleFactor, isMobile, hasTouch } = project.use;
      const context = await browser.newContext({ baseURL: shop.baseUrl, viewport, userAgent, deviceScaleFactor, isMobile, hasTouch });
      await use(await context.newPage());
      await context.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ shop }, use) => use(shop.baseUrl),
  page: async ({ sharedPage }, use) => {
    await sharedPage.context().clearCookies();
    await use(sharedPage);
  },
});
export { expect } from '@playwright/test';
