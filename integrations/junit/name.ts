// What is a test called? The same in every cell and checkout: suite and case joined by ` › `, as each tool's dialect spells them.
import path from 'node:path';
import type { JunitCase } from './schema';

const JOINT = ' › ';
const NO_SUITE = new Set(['pytest', 'undefined', 'root suite']); // names that tools give to a suite that has none
const NO_CLASS = new Set(['test', 'suite']); // Node's test runner

/** pytest's and Maven's class, when it says more than the suite; Jest's, when it goes on from the suite. */
function classOf(suite: string, { '@classname': given = '', '@name': name }: JunitCase): string | undefined {
  if (given === '' || given === name || NO_CLASS.has(given)) return undefined;
  return suite === '' || given.startsWith(suite + JOINT) ? given : undefined;
}

/** Playwright joins describe and title itself, and Jest's default puts the describe before the title. */
export function nameOf(suites: string[], test: JunitCase): string {
  const named = suites.filter((suite) => !NO_SUITE.has(suite.toLowerCase()) && !path.isAbsolute(suite)); // a path differs from checkout to checkout
  const suite = named.join(JOINT);
  const name = test['@name'].trim();
  if (name.includes(JOINT) || test['@classname'] === '') return name; // an empty class: Jest says that it stands outside every describe
  const title = suite !== '' && name.startsWith(`${suite} `) ? name.slice(suite.length + 1) : name;
  return [classOf(suite, test) ?? suite, title].filter((part) => part !== '').join(JOINT);
}
