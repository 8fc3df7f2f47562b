// What does a state look like? Always a shape and a word; colour only adds.
import type { Severity } from '../../../src/domain/vocabulary';

export type Mark = 'passed' | 'failed' | 'errored' | 'inconclusive' | 'running' | 'waiting' | 'cancelled' | 'superseded';
const SHAPES: Record<Mark, string> = { passed: '✓', failed: '✕', errored: '!', inconclusive: '?', running: '●', waiting: '○', cancelled: '–', superseded: '–' };
const TONES: Record<Mark, string> = { passed: 'ok', failed: 'bad', errored: 'bad', inconclusive: 'wait', running: 'run', waiting: 'none', cancelled: 'none', superseded: 'none' };

export function toneOf(mark: Mark): string {
  return TONES[mark];
}

export function Shape({ mark }: { mark: Mark }) {
  return <span class={`shape ${TONES[mark]}`} aria-hidden="true">{SHAPES[mark]}</span>;
}

/** `performance-failed` is a failed mark; the attempt's own words stay as they are. */
export function markOf(verdict: string): Mark {
  const last = verdict.split('-').at(-1) ?? verdict;
  return last in SHAPES ? (last as Mark) : 'waiting';
}

export function SeverityChip({ severity }: { severity: Severity }) {
  const grave = severity === 'critical' || severity === 'high';
  return <span class={`chip ${grave ? 'bad' : ''}`}>{grave ? '▲ ' : ''}{severity}</span>;
}

export function Moment({ at, text }: { at: string; text: string }) {
  return <time dateTime={at} title={new Date(at).toString()}>{text}</time>;
}
