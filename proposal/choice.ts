// What is chosen for a repository, and what is proposed where nothing of it says so?

/** A line of the file: its value, and why it is this one. `open`: nothing in the repository says so. */
export interface Choice { value: string; why: string; open?: boolean }
export interface Reported { run: Choice; report: { format: string; path: string } }

export interface Toolchain {
  what: string; // e.g. `a Node.js service (npm)`
  install?: Choice;
  cache?: { key: string[]; paths: string[] };
  build: Choice;
  artifact: Choice;
  start: Choice;
  tests: Reported;
  load: Reported;
  scan: Reported;
  smoke: Reported;
}

export const JUNIT = { format: 'junit', path: 'results/junit.xml' };
export const SARIF = { format: 'sarif', path: 'results/findings.sarif' };

/** Some tools write into a folder and do not make it. */
export const INTO = 'mkdir -p results && ';

export function open(value: string, why: string): Choice {
  return { value, why, open: true };
}
export function seen(value: string, why: string): Choice {
  return { value, why };
}

export function loadTest(): Reported {
  return { run: open(`${INTO}k6 run --summary-export=results/load.json tests/load.js`, 'no load test was found: a k6 script that asks for what customers ask for'), report: { format: 'k6', path: 'results/load.json' } };
}

export function semgrep(): Reported {
  return { run: open(`${INTO}semgrep scan --config .semgrep --sarif-output=results/findings.sarif --metrics=off`, 'no scanner was found: Semgrep with the rules of a folder of yours'), report: SARIF };
}
