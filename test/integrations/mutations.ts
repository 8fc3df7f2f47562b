// What may happen to a payload on its way, or be done to it on purpose? Values are dropped, retyped, nested and swollen; the text is cut and spoiled.
import fc from 'fast-check';
import type { IncomingHttpHeaders } from 'node:http';
import { gzipSync } from 'node:zlib';
import { sample, type Delivery } from './alert-deliveries';

type Path = readonly (string | number)[];

/** Names that an object inherits, as the payload's own: only a list of pairs can write them. */
const INHERITED = Object.fromEntries([['__proto__', { polluted: 'yes' }], ['constructor', { prototype: { polluted: 'yes' } }], ['toString', 'x']]) as unknown;

function nested(depth: number): unknown {
  return Array.from({ length: depth }).reduce<unknown>((inner, _, at) => (at % 2 ? [inner] : { inner }), 'deep');
}

const ODD: readonly unknown[] = [
  null, true, 0, -1, 0.1, 1e21, 1e300, 4_102_444_800_000, '', ' ', 'x', '0', 'null', '[]', '$ALERT_ID', [], {}, [[]], [null], { labels: null }, INHERITED, nested(8), nested(3000),
  '\u0000', 'a\u0000b', '\ud800', 'x\udfff', '\u202e', '\ufeff', '🙈'.repeat(400), 'x'.repeat(20_000), '__proto__', 'constructor', '${HOME}', '{{7*7}}', 'javascript:alert(1)', 'https://[', `https://x.example/${'y'.repeat(3000)}`,
  '0001-01-01T00:00:00Z', '0000-00-00T00:00:00Z', '9999-12-31T23:59:59Z', '2026-02-30T00:00:00Z', '2026-11-23T09:25:19.803634309999Z', '2026-11-23', 'yesterday', '99999999999999999999',
];

const change = fc.oneof(
  fc.record({ kind: fc.constantFrom('drop' as const, 'wrap' as const, 'list' as const, 'repeat' as const, 'text' as const, 'inherit' as const) }),
  fc.record({ kind: fc.constant('odd' as const), value: fc.constantFrom(...ODD) }),
  fc.record({ kind: fc.constant('odd' as const), value: fc.jsonValue({ maxDepth: 3 }) }),
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null || path.length > 12) return [path];
  const entries: [string | number, unknown][] = Array.isArray(value) ? value.map((inner, at) => [at, inner]) : Object.entries(value);
  return [path, ...entries.flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

/** A copy in which the value at the path is another; undefined takes it out. */
function putAt(value: unknown, [step, ...rest]: Path, by: (old: unknown) => unknown): unknown {
  if (step === undefined) return by(value);
  if (Array.isArray(value)) return value.map((inner: unknown, at) => (at === step ? putAt(inner, rest, by) : inner)).filter((inner) => inner !== undefined);
  const entries = Object.entries(value as object).map(([key, inner]) => [key, key === step ? putAt(inner, rest, by) : inner as unknown] as const);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
}

function changed(old: unknown, how: Change): unknown {
  switch (how.kind) {
    case 'drop': return undefined;
    case 'wrap': return { value: old };
    case 'list': return [old];
    case 'repeat': return Array.isArray(old) ? Array.from({ length: 30 }).flatMap(() => old as unknown[]) : old;
    case 'text': return typeof old === 'object' ? JSON.stringify(old) : Number(old);
    case 'inherit': return typeof old === 'object' && old !== null && !Array.isArray(old) ? Object.fromEntries([...Object.entries(INHERITED as object), ...Object.entries(old)]) : INHERITED;
    case 'odd': return how.value;
  }
}

/** A body of one of the deliveries after one to four changes. */
export function mutatedBody(deliveries: readonly Delivery[]): fc.Arbitrary<{ delivery: Delivery; body: unknown }> {
  const steps = fc.array(fc.record({ pick: fc.nat(10_000), how: change }), { minLength: 1, maxLength: 4 });
  return fc.record({ delivery: fc.constantFrom(...deliveries), steps }).map(({ delivery, steps: all }) => {
    const body = all.reduce<unknown>((value, { pick, how }) => {
      const paths = pathsOf(value);
      return putAt(value, paths[pick % paths.length] ?? [], (old) => changed(old, how)) ?? null;
    }, sample<unknown>(delivery.file));
    return { delivery, body };
  });
}

const spoil = fc.oneof(
  { weight: 6, arbitrary: fc.constant((text: string): Buffer => Buffer.from(text)) },
  fc.nat(4000).map((at) => (text: string): Buffer => Buffer.from(text.slice(0, at % Math.max(1, text.length)))),
  fc.constantFrom<(text: string) => Buffer>(
    (text) => Buffer.from(`\ufeff${text}`), (text) => Buffer.from(text, 'utf16le'), (text) => Buffer.from(text.replace(/a/g, 'ä'), 'latin1'), (text) => Buffer.from(`${text}}`),
    (text) => Buffer.concat([Buffer.from(text.slice(0, 40)), Buffer.of(0, 0xff, 0xc0, 0xaf), Buffer.from(text.slice(40))]), (text) => gzipSync(text),
    (text) => Buffer.from(`payload=${encodeURIComponent(text)}`), () => Buffer.from('['.repeat(100_000)), () => Buffer.from('{"a":'.repeat(50_000)), () => Buffer.alloc(0), () => Buffer.alloc(64),
    () => Buffer.from(`{"version":"4","alerts":${'x'.repeat(1_200_000)}`), (text) => Buffer.from(`[${text},${text}]`),
  ),
);

const ODD_HEADERS: readonly Record<string, string>[] = [
  {}, {}, {}, { 'content-encoding': 'gzip' }, { 'content-encoding': 'snappy' }, { 'content-type': 'text/plain; charset=utf-16' }, { 'content-type': 'multipart/form-data' }, { authorization: 'Bearer' },
  { 'sentry-hook-resource': 'constructor' }, { 'sentry-hook-resource': 'metric_alert' }, { 'sentry-hook-timestamp': '99999999999999999999' }, { 'sentry-hook-timestamp': '-1' },
  { 'ce-specversion': '1.0' }, { 'ce-specversion': '0.3' }, { 'ce-time': 'noon' }, { 'ce-id': '%00%ff%' }, { 'ce-source': '%F0%9F%98' }, { 'ce-data': '{}' }, { 'ce-subject': 'x'.repeat(4000) },
];

/** What goes over the wire: bytes and headers. */
export function mutatedDelivery(deliveries: readonly Delivery[]): fc.Arbitrary<{ bytes: Buffer; headers: IncomingHttpHeaders }> {
  return fc.record({ mutated: mutatedBody(deliveries), spoilt: spoil, odd: fc.constantFrom(...ODD_HEADERS) }).map(({ mutated, spoilt, odd }) => (
    { bytes: spoilt(JSON.stringify(mutated.body)), headers: { 'content-type': 'application/json', ...mutated.delivery.headers, ...odd } }));
}
