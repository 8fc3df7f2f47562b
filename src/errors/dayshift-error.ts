// The one error class. Told apart by `code`, never by text; the cause is kept.
import { CATALOGUE, type CatalogueEntry, type ErrorCode } from './catalogue';

export type Details = Record<string, string | number>;

function fill(text: string, details: Details): string {
  return text.replace(/\{(\w+)\}/g, (_, key: string) => String(details[key] ?? `{${key}}`));
}

export class DayshiftError extends Error {
  override readonly name = 'DayshiftError';
  readonly advice: string;

  /** @param details fill the `{…}` of the catalogue's message and advice; they must hold no secrets. */
  constructor(readonly code: ErrorCode, readonly details: Details = {}, options?: { cause?: unknown }) {
    super(fill(CATALOGUE[code].message, details), options);
    this.advice = fill(CATALOGUE[code].advice, details);
  }

  get entry(): CatalogueEntry {
    return CATALOGUE[this.code];
  }
}
