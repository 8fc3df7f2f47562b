// How much may an answer hold? An agent reads all that it gets, so each has an end, and says where it was cut.

export const MOST_LISTED = 50; // incidents
export const MOST_PROBLEMS = { brief: 20, whole: 100 } as const;
export const MOST_ATTEMPTS = 10;
export const MOST_ENTRIES = 15; // of the timeline
export const MOST_FILES = 40;
export const MOST_CELLS = 200;
export const LOG_BYTES = { usual: 16_384, most: 131_072 } as const;
export const EVIDENCE_BYTES = { text: 131_072, blob: 1_048_576 } as const;
export const LONGEST_TEXT = 60_000; // characters of a page of Markdown
export const LONGEST_LINE = 300;
export const LONGEST_MESSAGE = 1500;
export const MOST_SUBSCRIPTIONS = 20;

/** A list with its end, and how many are left out. */
export function firstOf<T>(all: readonly T[], most: number): { first: T[]; more: number } {
  return { first: all.slice(0, most), more: Math.max(0, all.length - most) };
}

/** `whole`: where the rest is. */
export function cutText(text: string, most: number, whole: string): string {
  return text.length <= most ? text : `${text.slice(0, most)}\n… cut after ${most} of ${text.length} characters; ${whole}`;
}
