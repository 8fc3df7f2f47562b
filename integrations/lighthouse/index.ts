// What did Lighthouse measure of a page? `score <category>` from 0 to 1, and `<audit> value` of every audit that has a number.
import type { MetricsReport } from '../../src/contracts/report';
import type { ReportReader } from '../../src/ports/report-reader';
import { metricsOf, type Figure } from '../figures';
import { parseJson, told, unreadable } from '../report-text';
import { LighthouseResult } from './schema';

const FORMAT = 'lighthouse';
const LONGEST_MESSAGE = 200;
const AMOUNTS = ['millisecond', 'second', 'byte', 'element'];

/** A category that could not be scored has no score: asked for, it is missing. */
function scores({ categories }: LighthouseResult): Figure[] {
  return Object.entries(categories).flatMap(([name, { score }]): Figure[] => (score === null ? [] : [{ name: `score ${name}`, value: score, kind: 'share' }]));
}

function values({ audits }: LighthouseResult): Figure[] {
  return Object.entries(audits).flatMap(([name, { numericValue, numericUnit = 'unitless' }]): Figure[] => {
    if (numericValue === undefined || numericValue === null) return [];
    const value = numericUnit === 'millisecond' ? numericValue / 1000 : numericValue;
    return [{ name: `${name} value`, value, kind: AMOUNTS.includes(numericUnit) ? 'amount' : 'plain' }];
  });
}

function read(text: string): MetricsReport {
  const result = parseJson(FORMAT, text, LighthouseResult);
  const { code, message } = result.runtimeError ?? {};
  if (result.runtimeError && code !== 'NO_ERROR') throw unreadable(FORMAT, `the page could not be audited (${code ?? 'no code'})${message ? `: ${told(message, LONGEST_MESSAGE)}` : ''}`);
  return metricsOf(FORMAT, [...scores(result), ...values(result)]);
}

export const lighthouse: ReportReader = { read };
