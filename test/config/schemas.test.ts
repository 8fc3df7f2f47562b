// What is published fits what is taken: editors and programs complete the same shapes that we read.
import { publishedSchemas } from '../../src/config/schemas';

const schemas = publishedSchemas();

test('every file, word and answer has a schema', () => {
  expect(Object.keys(schemas)).toEqual([
    'acknowledge', 'alert', 'alert-answer', 'alert-batch', 'alert-explanation', 'alert-source-list', 'answer', 'ask', 'assign', 'break-glass', 'build', 'cancel', 'customer-report', 'decline', 'delegate', 'desk', 'diagnosis', 'dora-report', 'event-deliveries', 'hand-over', 'incident', 'incident-list', 'incident-record', 'installation',
    'join', 'judge-gate', 'live-impact', 'log-piece', 'note', 'open-lane', 'pipeline-file', 'problem', 'progress', 'push', 'report-receipt', 'service', 'sign-off', 'test-history-list', 'turn-notice', 'unrouted-list', 'withdraw',
  ].map((name) => `${name}.schema.json`).sort());
});

test.each(Object.entries(schemas))('%s is a draft 2020-12 schema with a name of its own', (file, schema) => {
  expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: `/schemas/${file}`, type: 'object' });
});

test('what people write may leave out defaults, and no key may be unknown', () => {
  expect(schemas['pipeline-file.schema.json']).toMatchObject({ required: ['service', 'stories', 'build', 'stages', 'signOff', 'deploy', 'verify', 'watch'], additionalProperties: false });
  expect(schemas['installation.schema.json']).toMatchObject({ required: ['name', 'team', 'services', 'integrations'] });
  expect(schemas['sign-off.schema.json']).toMatchObject({ required: ['by', 'decision', 'digest'] });
});

test('the record\'s shape is the published one', () => {
  expect(Object.keys(schemas['incident-record.schema.json']?.['properties'] as object)).toEqual([
    'incident', 'impact', 'alerts', 'suggested', 'assignment', 'declined', 'helpers', 'customerReports', 'reopened', 'undelivered', 'branch', 'attempts', 'acceptance', 'signOff', 'release', 'verification', 'watch',
    'deployments', 'decisions', 'rollbacks', 'phases', 'durations', 'timeline',
  ]);
});

test('they are made anew each time, so that no reader changes them for another', () => {
  expect(publishedSchemas()).toEqual(schemas);
  expect(publishedSchemas()).not.toBe(schemas);
});

describe('the pipeline file, as an editor completes it', () => {
  interface Shape { description?: string; default?: unknown; properties?: Record<string, Shape>; items?: Shape; additionalProperties?: Shape | boolean; anyOf?: Shape[]; oneOf?: Shape[] }
  const shape = schemas['pipeline-file.schema.json'] as Shape;

  /** Every key that a person may write, with where it stands. */
  function keysOf({ properties = {}, items, additionalProperties, anyOf = [], oneOf = [] }: Shape, place = ''): [string, Shape][] {
    const own = Object.entries(properties).flatMap(([key, inner]): [string, Shape][] => [[`${place}${key}`, inner], ...keysOf(inner, `${place}${key}.`)]);
    const within = [items, typeof additionalProperties === 'object' ? additionalProperties : undefined, ...anyOf, ...oneOf].flatMap((inner) => (inner ? keysOf(inner, place) : []));
    return [...own, ...within];
  }

  test('explains each key in a few words, but for those whose name says it', () => {
    const unexplained = keysOf(shape).filter(([, { description }]) => !description).map(([key]) => key.split('.').slice(-2).join('.'));
    expect([...new Set(unexplained)].sort()).toEqual(['deploy.strategy', 'furtherStages.checks', 'functional.checks', 'performance.checks', 'profile.kind', 'security.checks', 'services.name', 'verify.timeout'].sort());
  });

  test('knows the defaults', () => {
    const check = shape.properties?.['stages']?.properties?.['functional']?.properties?.['checks']?.items?.properties ?? {};
    const defaults = Object.fromEntries(Object.entries(check).filter(([, { default: written }]) => written !== undefined).map(([key, { default: written }]) => [key, written]));
    expect(defaults).toMatchObject({ timeout: '10m', retries: 1, baseline: 'running', network: 'full', rounds: 3, maxRounds: 8, profile: { kind: 'load' }, ratchet: 'new', from: 'warning', needs: [], services: [] });
    expect(shape.properties?.['signOff']?.properties).toMatchObject({ approvals: { default: 1 }, expires: { default: '8h' } });
    expect(Object.keys(check)).toEqual(expect.arrayContaining(['include', 'exclude', 'cells', 'external', 'cache', 'limits']));
  });
});
