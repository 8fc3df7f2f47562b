// What does this process's environment say? Where Temporal and the installation file are, which port and folder are ours.
import path from 'node:path';
import { DayshiftError } from '../errors';
import type { Environment } from './substitute';

export interface Settings {
  installationFile: string; // DAYSHIFT_FILE; absolute
  home: string; // DAYSHIFT_HOME: where state lies; absolute
  host: string; // HOST: which the API listens on
  port: number; // PORT
  temporalAddress: string | undefined; // TEMPORAL_ADDRESS; undefined when a profile is named
  temporalNamespace: string; // TEMPORAL_NAMESPACE
  temporalProfile: string | undefined; // TEMPORAL_PROFILE: Temporal's own configuration file says the rest
  temporalUi: string | undefined; // DAYSHIFT_TEMPORAL_UI: for links
  publicAddress: string; // DAYSHIFT_ADDRESS: how people reach us, without a slash at the end
  runnerLabels: string[]; // DAYSHIFT_RUNNER_LABELS: kinds of check that this machine may run
  logLevel: LogLevel; // LOG_LEVEL
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

type Faults = string[];

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
    temporalAddress: readAddress(text('TEMPORAL_ADDRESS'), faults) ?? (text('TEMPORAL_PROFILE') ? undefined : '127.0.0.1:7233'),
    temporalNamespace: text('TEMPORAL_NAMESPACE') ?? 'default',
    temporalProfile: text('TEMPORAL_PROFILE'),
    temporalUi: readUrl('DAYSHIFT_TEMPORAL_UI', text('DAYSHIFT_TEMPORAL_UI'), faults),
    publicAddress: readUrl('DAYSHIFT_ADDRESS', text('DAYSHIFT_ADDRESS'), faults) ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    runnerLabels: readLabels(text('DAYSHIFT_RUNNER_LABELS'), faults),
    logLevel: readLogLevel(text('LOG_LEVEL'), faults),
  };
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

function readAddress(text: string | undefined, faults: Faults): string | undefined {
  if (text === undefined || /^[^\s/:]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/.test(text)) return text;
  faults.push(`TEMPORAL_ADDRESS: found \`${text}\`; write a host and a port without \`http://\`, e.g. \`127.0.0.1:7233\`, instead`);
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
