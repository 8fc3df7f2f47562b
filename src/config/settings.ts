// What does this process's environment say? Where Temporal and the installation file are, which port and folder are ours.
import path from 'node:path';
import { DayshiftError } from '../errors';
import type { Environment } from './substitute';

export interface Settings {
  installationFile: string; // DAYSHIFT_FILE; absolute
  home: string; // DAYSHIFT_HOME: where state lies; absolute
  host: string; // HOST: which the API listens on
  port: number; // PORT
  temporalAddress: string; // TEMPORAL_ADDRESS
  temporalNamespace: string; // TEMPORAL_NAMESPACE
  temporalUi: string | undefined; // DAYSHIFT_TEMPORAL_UI: for links
  publicAddress: string; // DAYSHIFT_ADDRESS: how people reach us, without a slash at the end
  runnerLabels: string[]; // DAYSHIFT_RUNNER_LABELS: kinds of check that this machine may run
  logLevel: LogLevel; // LOG_LEVEL
  traces: boolean; // OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: whether spans are handed over; what else OpenTelemetry's variables say is its own
  workerMetrics: string | undefined; // DAYSHIFT_WORKER_METRICS: host and port where Prometheus asks the worker
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

type Faults = string[];

const LOCAL_TEMPORAL = '127.0.0.1:7233';

/** The settings with their defaults; a variable that is empty counts as not set. Throws DayshiftError `settings-wrong` with every fault. */
export function readSettings(env: Environment, folder: string = process.cwd()): Settings {
  const faults: Faults = [];
  const text = (name: string): string | undefined => env[name]?.trim() || undefined;
  const host = text('HOST') ?? '127.0.0.1';
  const port = readPort(text('PORT'), faults);
  const settings: Settings = {
    installationFile: path.resolve(folder, text('DAYSHIFT_FILE') ?? 'dayshift.yaml'),
    home: path.resolve(folder, text('DAYSHIFT_HOME') ?? '.dayshift'),
    host,
    port,
    temporalAddress: readAddress('TEMPORAL_ADDRESS', LOCAL_TEMPORAL, text('TEMPORAL_ADDRESS'), faults) ?? LOCAL_TEMPORAL,
    temporalNamespace: text('TEMPORAL_NAMESPACE') ?? 'default',
    temporalUi: readUrl('DAYSHIFT_TEMPORAL_UI', text('DAYSHIFT_TEMPORAL_UI'), faults),
    publicAddress: readUrl('DAYSHIFT_ADDRESS', text('DAYSHIFT_ADDRESS'), faults) ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    runnerLabels: readLabels(text('DAYSHIFT_RUNNER_LABELS'), faults),
    logLevel: readLogLevel(text('LOG_LEVEL'), faults),
    traces: readTraces(text, faults),
    workerMetrics: readAddress('DAYSHIFT_WORKER_METRICS', '127.0.0.1:9464', text('DAYSHIFT_WORKER_METRICS'), faults),
  };
  if (text('TEMPORAL_PROFILE') && !text('TEMPORAL_ADDRESS')) faults.push('TEMPORAL_PROFILE: profiles of Temporal\'s configuration file are not read; write its address as TEMPORAL_ADDRESS instead');
  if (faults.length) throw new DayshiftError('settings-wrong', { count: faults.length, faults: faults.join('\n') });
  return settings;
}

function readPort(text: string | undefined, faults: Faults): number {
  if (text === undefined) return 8080;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port >= 0 && port <= 65_535) return port;
  faults.push(`PORT: found \`${text}\`; write a number from 0 (any free port) to 65535 instead`);
  return 0;
}

function readAddress(name: string, example: string, text: string | undefined, faults: Faults): string | undefined {
  if (text === undefined || /^[^\s/:]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/.test(text)) return text;
  faults.push(`${name}: found \`${text}\`; write a host and a port without \`http://\`, e.g. \`${example}\`, instead`);
  return undefined;
}

function readUrl(name: string, text: string | undefined, faults: Faults): string | undefined {
  if (text === undefined) return undefined;
  if (/^https?:\/\/[^\s@]+$/.test(text) && URL.canParse(text)) return text.replace(/\/+$/, '');
  faults.push(`${name}: found what is no plain web address; write one without user and password, e.g. \`http://127.0.0.1:8233\`, instead`);
  return undefined;
}

function readLabels(text: string | undefined, faults: Faults): string[] {
  const labels = [...new Set((text ?? '').split(',').map((label) => label.trim()).filter((label) => label !== ''))];
  for (const label of labels.filter((each) => !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(each))) {
    faults.push(`DAYSHIFT_RUNNER_LABELS: found \`${label}\`; write letters, digits and dashes, several with commas between, instead`);
  }
  return labels;
}

function readLogLevel(text: string | undefined, faults: Faults): LogLevel {
  if (text === undefined) return 'info';
  const level = LOG_LEVELS.find((known) => known === text.toLowerCase());
  if (!level) faults.push(`LOG_LEVEL: found \`${text}\`; write one of ${LOG_LEVELS.join(', ')} instead`);
  return level ?? 'info';
}

const OTLP = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'];
const OTLP_PROTOCOLS = ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'OTEL_EXPORTER_OTLP_PROTOCOL'];

/** OpenTelemetry's own switches are heard too. We speak OTLP over HTTP; a collector that is named for gRPC would hear nothing, and nobody would be told. */
function readTraces(text: (name: string) => string | undefined, faults: Faults): boolean {
  const named = OTLP.filter((name) => readUrl(name, text(name), faults) !== undefined);
  const isOff = text('OTEL_SDK_DISABLED')?.toLowerCase() === 'true' || text('OTEL_TRACES_EXPORTER') === 'none';
  if (named.length === 0 || isOff) return false;
  const grpc = OTLP_PROTOCOLS.find((name) => text(name) === 'grpc');
  if (grpc) faults.push(`${grpc}: found \`grpc\`; write \`http/json\` and give the collector's address for HTTP, mostly port 4318, instead`);
  return true;
}
