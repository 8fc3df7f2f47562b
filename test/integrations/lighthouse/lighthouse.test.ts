// Are Lighthouse's scores and numbers read in the units that thresholds are judged in? The samples are Lighthouse's own, shortened.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { lighthouse } from '../../../integrations/lighthouse';

type Json = Record<string, unknown>;
const sample = (name: string): string => readFileSync(path.join(__dirname, '..', '..', 'samples', name), 'utf8');
const SAMPLE = JSON.parse(sample('lighthouse.json')) as Json;

function metricsOf(over: Json = {}): Record<string, number> {
  const report = lighthouse.read(JSON.stringify({ ...SAMPLE, ...over }));
  if (report.kind !== 'metrics') throw new Error('not a report of metrics');
  return report.metrics;
}

it('gives scores as shares, times in seconds, and other numbers as they are', () => {
  expect(metricsOf()).toMatchObject({
    'score performance': 1, 'score accessibility': 1, 'score best-practices': 0.96, 'score seo': 0.9,
    'first-contentful-paint value': 0.630276, 'total-blocking-time value': 0.03, 'cumulative-layout-shift value': 0, 'total-byte-weight value': 414, 'dom-size value': 5,
  });
});

it('tells nothing of an audit without a number, and no score of a category that could not be scored', () => {
  const metrics = metricsOf({ categories: { performance: { score: null }, seo: { score: 1 } } });
  expect(metrics).not.toHaveProperty('is-on-https value');
  expect(metrics).not.toHaveProperty('score performance');
  expect(metrics['score seo']).toBe(1);
});

it('says why a page could not be audited', () => {
  expect(() => lighthouse.read(sample('lighthouse-failed.json'))).toThrow(/could not be audited \(FAILED_DOCUMENT_REQUEST\): Lighthouse was unable to reliably load the page/);
});

it('takes the error of older versions that is none', () => {
  expect(metricsOf({ runtimeError: { code: 'NO_ERROR', message: '' } })['score seo']).toBe(0.9);
});

it.each([
  ['a run that failed without a code', { ...SAMPLE, runtimeError: {} }],
  ['a score above the whole', { ...SAMPLE, categories: { seo: { score: 90 } } }],
  ['a score below nothing', { ...SAMPLE, categories: { seo: { score: -1 } } }],
  ['a time below zero', { ...SAMPLE, audits: { interactive: { numericValue: -3, numericUnit: 'millisecond' } } }],
  ['neither score nor number', { ...SAMPLE, categories: {}, audits: {} }],
  ['another tool\'s result', { metrics: {} }],
])('refuses %s', (_, json) => {
  expect(() => lighthouse.read(JSON.stringify(json))).toThrow(expect.objectContaining({ code: 'report-unreadable' }) as Error);
});
