// How is a measured number read? By its unit; unknown is said, never shown as zero.

export function readFigure(value: number | null, unit: string): string {
  if (value === null) return 'unknown';
  if (unit === 'share') return `${(value * 100).toFixed(1)} %`;
  if (unit === 'seconds') return readSeconds(value);
  const number = value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) < 10 && !Number.isInteger(value) ? 2 : 0 });
  return unit === 'per-second' ? `${number}/s` : number;
}

export function readSeconds(seconds: number): string {
  if (Math.abs(seconds) < 1) return `${(seconds * 1000).toFixed(seconds * 1000 < 10 ? 1 : 0)} ms`;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`;
}
