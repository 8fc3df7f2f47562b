// Can customers log in where the shop really runs? Against DAYSHIFT_BASE_URL; starts nothing of its own.
import { defineConfig } from '@playwright/test';
import { deviceProject } from '../support/browser';
import { required } from '../support/environment';

export default defineConfig({
  testDir: '.',
  outputDir: '../../results/evidence-smoke',
  reporter: [['list'], ['junit', { outputFile: '../../results/smoke.xml' }]],
  workers: 1,
  retries: 1, // a busy machine may make a browser late once; a fault shows twice
  timeout: 30_000,
  use: { baseURL: required('DAYSHIFT_BASE_URL', 'where the shop runs, e.g. http://127.0.0.1:8080') },
  projects: [deviceProject(process.env.DAYSHIFT_DEVICE ?? 'desktop-chrome')],
});
