// What did the person at the keyboard ask for? Suites by --only, everything else goes to Jest as it stands.

import { suites } from './suites.mjs';

const known = suites.map(({ name }) => name);
const byItself = suites.filter(({ byName }) => !byName).map(({ name }) => name);

/**
 * Reads `--only unit,lint` (or `--only=unit`); the rest are file patterns and options for Jest. With a pattern, and without
 * `--only`, types and lint are left out: whoever names a file asks for its tests. Throws when a suite is unknown.
 */
export function readArguments(args, among = known) {
  const passed = [];
  let only;
  for (let place = 0; place < args.length; place += 1) {
    const [flag, value] = args[place].split('=', 2);
    if (flag === '--only') only = (value ?? args[(place += 1)] ?? '').split(',').filter(Boolean);
    else passed.push(args[place]);
  }
  const unknown = (only ?? []).filter((name) => !known.includes(name));
  if (unknown.length > 0 || only?.length === 0) throw new Error(`--only takes one or more of ${known.join(', ')}${unknown.length ? `, not ${unknown.join(', ')}` : ''}.`);
  const unnamed = among.filter((name) => byItself.includes(name));
  const chosen = only ?? (passed.length > 0 ? among.filter((name) => name !== 'types' && name !== 'lint') : unnamed);
  return { chosen: suites.filter(({ name }) => chosen.includes(name)), passed };
}
