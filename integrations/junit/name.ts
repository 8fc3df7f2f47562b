// What is a test called? The same in every cell and checkout: suite and case joined by ` › `, as each tool's dialect spells them.
import { isStable, joined, JOINT, NAMELESS } from '../test-cases';
import type { JunitCase } from './schema';

/** Names that tools give to a suite that has none, or that gathers classes. */
const NO_SUITE = /^(?:pytest|undefined|root suite|rspec|junit (?:jupiter|vintage|platform suite)|.*\.dll|[a-z]:[\\/].*)$/i;
const NO_CLASS = new Set(['test', 'suite']); // Node's test runner
const SCRIPT = /\.[cm]?[jt]sx?$/;

/** pytest's, Maven's and .NET's class, when it says more than the suite; Jest's, when it goes on from the suite. */
function classOf(suite: string, { '@classname': given = '', '@name': name }: JunitCase): string | undefined {
  if (given === '' || given === name || NO_CLASS.has(given)) return undefined;
  return suite === '' || given.startsWith(suite + JOINT) ? given : undefined;
}

/** Mocha's title is the class, and its name the title behind that of every describe, of which the last is the suite. */
function mochaParts(suite: string, { '@classname': title = '', '@name': name }: JunitCase): string[] | undefined {
  if (title === '' || title === name || !name.endsWith(` ${title}`)) return undefined;
  const describes = name.slice(0, -title.length - 1);
  if (describes === suite) return [suite, title];
  return suite !== '' && describes.endsWith(` ${suite}`) ? [describes.slice(0, -suite.length - 1), suite, title] : undefined;
}

/** Playwright joins describe and title itself, and Jest's default puts the describe before the title. */
export function nameOf(suites: string[], test: JunitCase): string {
  const named = suites.filter((suite) => !NO_SUITE.test(suite) && isStable(suite));
  const suite = named.join(JOINT);
  const given = test['@name'].trim();
  const isVitest = test['@classname'] === suite && SCRIPT.test(suite); // joins by an angle, and says the file as the class
  const name = isVitest ? given.replaceAll(' > ', JOINT) : given;
  if (name.includes(JOINT) || test['@classname'] === '') return joined([name]); // an empty class: Jest says that it stands outside every describe
  const title = suite !== '' && name.startsWith(`${suite} `) ? name.slice(suite.length + 1) : name;
  const parts = mochaParts(named.at(-1) ?? '', test) ?? [classOf(suite, test) ?? suite, title];
  return joined(parts.filter((part) => part !== '')) || NAMELESS;
}
