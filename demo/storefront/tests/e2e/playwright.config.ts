// Can customers use the shop, on this device and with this data?
import { defineConfig } from '@playwright/test';
import { deviceProject } from '../support/browser';

export default defineConfig({
  testDir: '.',
  outputDir: '../../results/evidence',
  reporter: [['list'], ['junit', { outputFile: '../../results/junit.xml' }]],
  workers: 1,
  timeout: 30_000,
  projects: [deviceProject(process.env.DAYSHIFT_DEVICE ?? 'desktop-chrome')],
});
