// Which lines of which files does a stack name? In the spellings of JavaScript, Python, Go, Java, .NET, PHP, Ruby and Rust.

export interface Frame { file: string; line: number }

const MOST_LINES = 100;
const LONGEST_LINE = 1000;
const SOURCE = '(?:[cm]?[jt]sx?|vue|svelte|py|go|java|kts?|scala|groovy|cs|fs|vb|php|rb|rs|swift|cc?|cpp|hh?|hpp|exs?|dart|feature|robot|lua|p[lm]|t|ya?ml)';
/** Each is linear in the line: no part of a match may hold what a match begins with. */
const SPELLINGS = [
  new RegExp(`\\((?<file>[^()]{1,400}\\.${SOURCE}):(?<line>\\d{1,7})(?::\\d+)?\\)`), // at accepts (/shop/login.test.ts:12:3), at com.acme.LoginTest.accepts(LoginTest.java:12)
  new RegExp(`File "(?<file>[^"]{1,400})", line (?<line>\\d{1,7})`), // Python
  new RegExp(` in (?<file>(?:[A-Za-z]:)?[^:\\s]{1,400}\\.${SOURCE}):line (?<line>\\d{1,7})`), // .NET
  new RegExp(`(?:^|[\\s"'\`[])(?<file>(?:file://|[A-Za-z]:[\\\\/])?[^\\s"'\`:()[\\]]{1,400}\\.${SOURCE}):(?<line>\\d{1,7})(?!\\d)`), // all others
];

function frameOf(line: string): Frame | undefined {
  for (const spelling of SPELLINGS) {
    const { file, line: number } = spelling.exec(line)?.groups ?? {};
    if (file !== undefined && Number(number) > 0) return { file, line: Number(number) };
  }
  return undefined;
}

/** At most one for each line, in their order. */
export function framesOf(stack: string): Frame[] {
  return stack.split('\n', MOST_LINES).flatMap((line) => frameOf(line.slice(0, LONGEST_LINE)) ?? []);
}
