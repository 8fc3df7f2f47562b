// Which test does a pipeline file mean? Reports put suites before a test's name; a criterion may name it from any of them on.

/** Whether `name`, as a report says it, is `wanted`: the whole of it, or from the beginning of one of its parts to the end. */
export function isNamed(name: string, wanted: string): boolean {
  return wanted !== '' && (name === wanted || name.endsWith(` › ${wanted}`));
}
