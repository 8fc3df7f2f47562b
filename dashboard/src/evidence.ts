// Where is a piece of evidence, and what is it to a reader? A picture is shown, a trace is opened, the rest is a link.
import type { Evidence } from '../../src/contracts/evidence';

const PICTURES = /^image\/(png|jpeg|webp|gif)$/;

/** With its name and type, so that what a browser may show is shown and what is kept has its name. */
export function addressOf({ digest, name, mediaType }: Evidence): string {
  return `/api/v1/evidence/${encodeURIComponent(digest)}?${new URLSearchParams({ name, type: mediaType }).toString()}`;
}

export function isPicture({ mediaType }: Evidence): boolean {
  return PICTURES.test(mediaType);
}

export function isTrace({ name }: Evidence): boolean {
  return /(^|[/_-])trace[^/]*\.zip$/i.test(name);
}

/** What dayshift itself wrote beside a tool's own report, e.g. `dayshift/findings.json`. */
export function keptAs(evidence: readonly Evidence[], name: string): Evidence | undefined {
  return evidence.find((one) => one.name === name);
}

export function ofType(evidence: readonly Evidence[], part: 'in-toto' | 'cyclonedx'): Evidence | undefined {
  return evidence.find(({ mediaType }) => mediaType.includes(part));
}

export function sizeOf(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024)).toLocaleString('en-US')} KiB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

/** The last part of a path: enough to tell pieces apart beside their picture. */
export function shortName(name: string): string {
  return name.split('/').at(-1) ?? name;
}
