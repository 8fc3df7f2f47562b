// How is a test spoken of? By its name, from any of its suites on, and by the first line of what it said.

/** Reports put suites before a test's name: whether `name`, as a report says it, is `wanted`: the whole of it, or from the beginning of one of its parts to the end. */
export function isNamed(name: string, wanted: string): boolean {
  return wanted !== '' && (name === wanted || name.endsWith(` › ${wanted}`));
}

/** What a test said at first; undefined when it said nothing. */
export function firstLine(message: string | undefined): string | undefined {
  return message?.split('\n').find((text) => text.trim() !== '')?.trim();
}
