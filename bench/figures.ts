// What does a bench hand over? Named figures, each beside what it is measured against, as a table and as one JSON object.
import os from 'node:os';

export interface Figure {
  value: number;
  unit: string;
  against: number | null; // the floor measured beside it, or the limit
  ratio: number | null; // value to against
}
/** A figure and what it may be at most, as a ratio; without a goal it is only reported. */
export interface Measured extends Figure { goal?: number }
export type Figures = Record<string, Measured>;
/** What may be asked for beside the names of benches. */
export interface BenchOptions { incidents: number }
export type Bench = (say: (line: string) => void, options: BenchOptions) => Promise<Figures>;

const rounded = (value: number) => Math.round(value * 1000) / 1000;

export function figure(value: number, unit: string, against?: number, goal?: number): Measured {
  return {
    value: rounded(value), unit, against: against === undefined ? null : rounded(against),
    ratio: against === undefined || against === 0 ? null : rounded(value / against), ...(goal === undefined ? {} : { goal }),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}

export function isMissed({ ratio, goal }: Measured): boolean {
  return goal !== undefined && ratio !== null && ratio > goal;
}

const cells = (name: string, measured: Measured): string[] => [
  name, String(measured.value), measured.unit, String(measured.against ?? ''), String(measured.ratio ?? ''),
  measured.goal === undefined ? '' : `${isMissed(measured) ? 'MISSED' : 'met'} (ratio at most ${measured.goal})`,
];

/** Aligned columns with a head. */
export function renderTable(figures: Figures): string {
  const rows = [['figure', 'value', 'unit', 'against', 'ratio', 'goal'], ...Object.entries(figures).map(([name, measured]) => cells(name, measured))];
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ').trimEnd()).join('\n');
}

/** The last line of the output. */
export function renderJson(bench: string, figures: Figures): string {
  const machine = { cpus: os.cpus().length, cpu: os.cpus()[0]?.model ?? '', memoryGb: Math.round(os.totalmem() / 1024 ** 3), platform: `${os.platform()} ${os.arch()}`, node: process.version, load: rounded(os.loadavg()[0] ?? 0) };
  const plain = Object.fromEntries(Object.entries(figures).map(([name, { value, unit, against, ratio }]): [string, Figure] => [name, { value, unit, against, ratio }]));
  return JSON.stringify({ bench, machine, figures: plain });
}
