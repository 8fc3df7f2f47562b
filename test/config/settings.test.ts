// A process's environment becomes settings, or is refused with every fault at once.
import { readSettings } from '../../src/config/settings';

const read = (env: Record<string, string>): ReturnType<typeof readSettings> => readSettings(env, '/srv/shop');

test('an empty environment gives the defaults of one machine', () => {
  expect(read({})).toEqual({
    installationFile: '/srv/shop/dayshift.yaml', home: '/srv/shop/.dayshift', host: '127.0.0.1', port: 8080,
    temporalAddress: '127.0.0.1:7233', temporalNamespace: 'default', temporalUi: undefined,
    publicAddress: 'http://127.0.0.1:8080', runnerLabels: [], logLevel: 'info', traces: false, workerMetrics: undefined,
  });
});

test('each variable is taken', () => {
  expect(read({
    DAYSHIFT_FILE: 'config/day.yaml', DAYSHIFT_HOME: '/var/dayshift', HOST: '::1', PORT: '0', TEMPORAL_ADDRESS: 'temporal.example:7233', TEMPORAL_NAMESPACE: 'shop',
    DAYSHIFT_TEMPORAL_UI: 'http://127.0.0.1:8233/', DAYSHIFT_ADDRESS: 'https://day.example//', DAYSHIFT_RUNNER_LABELS: 'device-lab, load ,device-lab', LOG_LEVEL: 'WARN',
  })).toMatchObject({
    installationFile: '/srv/shop/config/day.yaml', home: '/var/dayshift', port: 0, temporalAddress: 'temporal.example:7233', temporalNamespace: 'shop',
    temporalUi: 'http://127.0.0.1:8233', publicAddress: 'https://day.example', runnerLabels: ['device-lab', 'load'], logLevel: 'warn',
  });
});

test('an address of six groups is written in brackets', () => {
  expect(read({ HOST: '::1' }).publicAddress).toBe('http://[::1]:8080');
});

test('a variable that is empty counts as not set', () => {
  expect(read({ PORT: ' ', TEMPORAL_ADDRESS: '' })).toMatchObject({ port: 8080, temporalAddress: '127.0.0.1:7233' });
});

test('a profile is not taken for an address: another Temporal would be asked than the one that was meant', () => {
  expect(() => read({ TEMPORAL_PROFILE: 'cloud' })).toThrow(/TEMPORAL_PROFILE: profiles of Temporal's configuration file are not read; write its address as TEMPORAL_ADDRESS instead/);
  expect(read({ TEMPORAL_PROFILE: 'cloud', TEMPORAL_ADDRESS: 'a:1' }).temporalAddress).toBe('a:1');
});

test('every fault is told at once, with what to write', () => {
  expect(() => read({ PORT: '99999', TEMPORAL_ADDRESS: 'http://a:7233', DAYSHIFT_ADDRESS: 'ftp://x', DAYSHIFT_RUNNER_LABELS: 'a b', LOG_LEVEL: 'loud' })).toThrow(expect.objectContaining({
    code: 'settings-wrong',
    message: [
      '5 settings are wrong:',
      'PORT: found `99999`; write a number from 0 (any free port) to 65535 instead',
      'TEMPORAL_ADDRESS: found `http://a:7233`; write a host and a port without `http://`, e.g. `127.0.0.1:7233`, instead',
      'DAYSHIFT_ADDRESS: found what is no plain web address; write one without user and password, e.g. `http://127.0.0.1:8233`, instead',
      'DAYSHIFT_RUNNER_LABELS: found `a b`; write letters, digits and dashes, several with commas between, instead',
      'LOG_LEVEL: found `loud`; write one of trace, debug, info, warn, error, fatal, silent instead',
    ].join('\n'),
  }) as Error);
});

test('a password in an address is refused and not repeated', () => {
  expect(() => read({ DAYSHIFT_TEMPORAL_UI: 'https://me:hunter22@ui' })).toThrow(expect.not.objectContaining({ message: expect.stringContaining('hunter22') as string }) as Error);
});

test('spans are handed over as soon as a collector is named, unless OpenTelemetry is told not to', () => {
  const OTEL_EXPORTER_OTLP_ENDPOINT = 'http://127.0.0.1:4318';
  expect(read({ OTEL_EXPORTER_OTLP_ENDPOINT }).traces).toBe(true);
  expect(read({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://collector.example/v1/traces' }).traces).toBe(true);
  expect(read({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SDK_DISABLED: 'TRUE' }).traces).toBe(false);
  expect(read({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_EXPORTER: 'none' }).traces).toBe(false);
});

test('a collector that would hear nothing is a fault', () => {
  expect(() => read({ OTEL_EXPORTER_OTLP_ENDPOINT: '127.0.0.1:4318' })).toThrow(/OTEL_EXPORTER_OTLP_ENDPOINT: found what is no plain web address/);
  expect(() => read({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4317', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' })).toThrow(/OTEL_EXPORTER_OTLP_PROTOCOL: found `grpc`; write `http\/json`/);
});

test('the worker\'s figures have an address of their own', () => {
  expect(read({ DAYSHIFT_WORKER_METRICS: '127.0.0.1:9464' }).workerMetrics).toBe('127.0.0.1:9464');
  expect(() => read({ DAYSHIFT_WORKER_METRICS: '9464' })).toThrow(/DAYSHIFT_WORKER_METRICS: found `9464`; write a host and a port without `http:\/\/`, e.g. `127.0.0.1:9464`, instead/);
});
