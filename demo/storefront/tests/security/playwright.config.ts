// Are sessions and headers safe? No browser is needed to ask.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: '../../results/evidence-security',
  reporter: [['list'], ['junit', { outputFile: '../../results/security.xml' }]],
  workers: 1,
  timeout: 30_000,
});
