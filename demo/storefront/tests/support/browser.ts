// Which browser, and which device does it pretend to be?
import { devices, type Project } from '@playwright/test';
import { chromium } from './environment';

const DEVICES: Record<string, string> = { 'desktop-chrome': 'Desktop Chrome', 'iphone-15': 'iPhone 15', 'pixel-8': 'Pixel 8', ipad: 'iPad (gen 11)' };

export function deviceProject(device: string): Project {
  const descriptor = devices[DEVICES[device] ?? ''];
  if (!descriptor) throw new Error(`DAYSHIFT_DEVICE is ${device}; known are ${Object.keys(DEVICES).join(', ')}`);
  return {
    name: device,
    use: {
      ...descriptor,
      defaultBrowserType: 'chromium',
      screenshot: 'only-on-failure',
      trace: { mode: 'retain-on-failure', screenshots: false, sources: false },
      launchOptions: {
        executablePath: chromium(),
        chromiumSandbox: process.getuid?.() !== 0, // Chromium refuses its sandbox to root
        args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
      },
    },
  };
}
