// What every archive must answer about tests, whatever it keeps them in.
import type { Archive } from '../../src/ports/archive';
import { aTest } from '../support/builders';
import { aRecord, withAttempts } from './a-record';

const FAILS = aTest('login › accepts any case', 'failed', { message: 'expected 200' });
const PASSES = aTest('login › accepts any case');

/** Two incidents of the storefront and one of another service. */
export async function keepThree(archive: Archive): Promise<void> {
  await archive.save(withAttempts(aRecord('first', '2026-11-20T10:00:00.000Z'), [
    { device: 'ipad', cases: [FAILS, aTest('basket')] }, { device: 'pixel-8', cases: [PASSES, aTest('basket', 'passed', { flaky: true, message: 'slow' })] },
  ], [{ device: 'ipad', cases: [PASSES] }, { stage: 'security', device: 'any', cases: [aTest('sessions', 'skipped')] }]), '');
  await archive.save(withAttempts(aRecord('second', '2026-11-22T10:00:00.000Z'), [{ device: 'ipad', cases: [aTest('login › accepts any case', 'failed', { quarantined: true })] }]), '');
  await archive.save(withAttempts(aRecord('elsewhere', '2026-11-23T10:00:00.000Z', 'checkout'), [{ device: 'ipad', cases: [FAILS] }]), '');
}

const run = { stage: 'functional', check: 'login' };
const ipad = { ...run, point: { device: 'ipad' } };
const pixel = { ...run, point: { device: 'pixel-8' } };
const LAST = { incident: 'second', attempt: 1, ...ipad, result: 'failed', quarantined: true, message: 'expected 200, found 401', at: '2026-11-23T09:00:00.000Z' };

/** What `keepThree` comes to for the storefront. */
export const THREE = [
  {
    name: 'login › accepts any case', ran: 4, failed: 2, flaked: 0, lastFailure: LAST,
    recent: [
      LAST,
      { incident: 'first', attempt: 2, ...ipad, result: 'passed', at: '2026-11-23T09:01:00.000Z' },
      { incident: 'first', attempt: 1, ...ipad, result: 'failed', message: 'expected 200', at: '2026-11-23T09:00:00.000Z' },
      { incident: 'first', attempt: 1, ...pixel, result: 'passed', at: '2026-11-23T09:00:00.000Z' },
    ],
  },
  {
    name: 'basket', ran: 2, failed: 0, flaked: 1,
    recent: [
      { incident: 'first', attempt: 1, ...ipad, result: 'passed', at: '2026-11-23T09:00:00.000Z' },
      { incident: 'first', attempt: 1, ...pixel, result: 'flaky', message: 'slow', at: '2026-11-23T09:00:00.000Z' },
    ],
  },
  {
    name: 'sessions', ran: 0, failed: 0, flaked: 0,
    recent: [{ incident: 'first', attempt: 2, stage: 'security', check: 'login', point: { device: 'any' }, result: 'skipped', at: '2026-11-23T09:01:00.000Z' }],
  },
];
