// Which rules of axe does a page break? With where; what axe could not decide is not among them.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

export async function brokenRules(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ': ' + failureSummary)))`);
}
