// What does a state look like? Always a shape and a word; colour only adds.
import type { Severity } from '../../../src/domain/vocabulary';
import { SHAPES, isGrave, toneOf } from '../mark';
import type { Mark } from '../mark';

export { markOf, toneOf } from '../mark';
export type { Mark } from '../mark';

export function Shape({ mark }: { mark: Mark }) {
  return <span class={`shape ${toneOf(mark)}`} aria-hidden="true">{SHAPES[mark]}</span>;
}

export function SeverityChip({ severity }: { severity: Severity }) {
  const grave = isGrave(severity);
  return <span class={`chip ${grave ? 'bad' : ''}`}>{grave ? '▲ ' : ''}{severity}</span>;
}

export function Moment({ at, text }: { at: string; text: string }) {
  return <time dateTime={at} title={new Date(at).toString()}>{text}</time>;
}
