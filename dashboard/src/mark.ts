// Which mark stands for a state, and in which tone? A shape for each; colour only adds.
import type { Severity } from '../../src/domain/vocabulary';

export type Mark = 'passed' | 'failed' | 'errored' | 'inconclusive' | 'running' | 'queued' | 'waiting' | 'cancelled' | 'superseded';
export const SHAPES: Record<Mark, string> = { passed: '✓', failed: '✕', errored: '!', inconclusive: '?', running: '●', queued: '◌', waiting: '○', cancelled: '–', superseded: '–' };
const TONES: Record<Mark, string> = { passed: 'ok', failed: 'bad', errored: 'bad', inconclusive: 'wait', running: 'run', queued: 'queued', waiting: 'none', cancelled: 'none', superseded: 'none' };

export function toneOf(mark: Mark): string {
  return TONES[mark];
}

/** How grave, as a shape beside the word. */
export const SEVERITY_SHAPES: Record<Severity, string> = { critical: '▲', high: '△', medium: '◆', low: '◇' };

export function isGrave(severity: Severity): boolean {
  return severity === 'critical' || severity === 'high';
}

/** `performance-failed` is a failed mark; the attempt's own words stay as they are. */
export function markOf(verdict: string): Mark {
  const last = verdict.split('-').at(-1) ?? verdict;
  return last in SHAPES ? (last as Mark) : 'waiting';
}
