// The small pieces of the page: a word with its shape, a moment, labels, a link that asks the extension.
import type { ComponentChildren } from 'preact';
import type { FromPage } from '../messages';
import type { Mark } from '../page-model';

const SHAPES: Record<Mark['tone'], string> = { good: '✓', bad: '✕', waiting: '◆', running: '●', neutral: '–' };

export function MarkWord({ mark: { word, tone } }: { mark: Mark }) {
  return <span class={`mark ${tone}`}><span aria-hidden="true">{SHAPES[tone]} </span>{word}</span>;
}

/** The shape alone, where the text beside it says the same in words. */
export function Sign({ tone }: { tone: Mark['tone'] }) {
  return <span class={`sign mark ${tone}`} aria-hidden="true">{SHAPES[tone]}</span>;
}

const DAY_MS = 16 * 3_600_000; // a shift that went past midnight is still one day

export function clock(at: string): string {
  return new Date(at).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', hour12: false });
}

export function Moment({ at, now }: { at: string; now: number }) {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <span>{at}</span>;
  const isNear = Math.abs(now - date.getTime()) < DAY_MS;
  return <time dateTime={at} title={date.toLocaleString()}>{isNear ? clock(at) : `${date.toLocaleDateString(undefined, { day: 'numeric', month: 'short' })} ${clock(at)}`}</time>;
}

export function readAge(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ''}` : `${Math.floor(minutes / 1440)} days`;
}

/** Of a deadline: to the minute, and to the second in the last one. */
export function span(milliseconds: number): string {
  return milliseconds < 60_000 ? `${Math.max(0, Math.floor(milliseconds / 1000))} s` : readAge(milliseconds);
}

export function Labels({ labels }: { labels: readonly [string, string][] }) {
  if (labels.length === 0) return null;
  return <ul class="labels" aria-label="labels">{labels.map(([name, value]) => <li key={name}><span class="soft">{name}</span> {value}</li>)}</ul>;
}

interface AskProps { asks: FromPage; send: (message: FromPage) => void; title?: string; name?: string; children: ComponentChildren }

/** Looks like a link and asks the extension; the page itself goes nowhere. */
export function Ask({ asks, send, title, name, children }: AskProps) {
  return <button type="button" class="link" data-key={JSON.stringify(asks).slice(0, 200)} title={title} aria-label={name} onClick={() => { send(asks); }}>{children}</button>;
}
