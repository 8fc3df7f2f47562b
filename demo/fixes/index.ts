// What does the demo's developer push? Fixes, each on top of the ones before it in its story; whether one is good enough is for the tools to find.
import path from 'node:path';
import { git, gitText } from '../../integrations/git/git-command';
import { demoFolder } from '../demo-folder';

interface Fix {
  patch: string;
  subject: string;
  body: string;
}

const FIXES: readonly Fix[] = [
  {
    patch: '1-compare-with-every-account.patch',
    subject: 'fix(login): compare the e-mail with every account in lower case',
    body: 'Accounts from before 1.4.0 are stored as their owner typed them, and 1.4.0 looked for them in lower case only.',
  },
  {
    patch: '2-look-up-by-lower-case.patch',
    subject: 'perf(login): look an account up by its lower-case e-mail',
    body: 'An index on lower(email) takes the place of reading all accounts at each login. What cannot be an e-mail is not looked up.',
  },
  {
    patch: '3-check-emails-without-a-pattern.patch',
    subject: 'fix(login): check an e-mail without a pattern',
    body: 'The pattern of the commit before could be made to run for minutes by one long e-mail.',
  },
  {
    patch: '4-say-which-tea-is-in-the-pot.patch',
    subject: 'feat(shop): say which tea is in the pot',
    body: 'Customers who wait for their login to work may as well come by for a cup.',
  },
  {
    patch: '5-any-tea-may-be-in-the-pot.patch',
    subject: 'test(shop): either tea may be in the pot',
    body: 'The two pots take turns, and the test knew only one of them.',
  },
  {
    patch: '6-hold-up-who-guesses-passwords.patch',
    subject: 'feat(login): who tries account after account has to wait',
    body: 'Guessing shows by it: no customer has 750 accounts. While the login is being mended anyway, this door is closed too.',
  },
  {
    patch: '7-count-only-what-is-got-wrong.patch',
    subject: 'fix(login): only what an address gets wrong counts as guessing',
    body: 'All customers reach the shop by one address, its proxy, and 750 of them within two minutes are no guessing. A test has as many now.',
  },
];

/**
 * Commits these fixes (numbers from 1) in their order on `branch` of the clone, as the clone's own author, and answers the last commit.
 * Those that are already on the branch are kept; safe to repeat.
 */
export async function applyFixes(clone: string, numbers: readonly number[], branch: string): Promise<string> {
  const fixes = numbers.map((number) => {
    const fix = FIXES[number - 1];
    if (!fix) throw new Error(`there is no fix ${number}; there are ${FIXES.length}`);
    return fix;
  });
  const place = { folder: clone };
  await gitText('fetch', ['fetch', '--quiet', '--prune', 'origin'], place);
  await gitText('drop what was left half done', ['reset', '--quiet', '--hard'], place);
  await gitText(`switch to ${branch}`, ['checkout', '--quiet', '-B', branch, await startOf(clone, branch)], place);
  const made = new Set((await gitText('read the branch', ['log', '--format=%s', 'origin/main..HEAD'], place)).split('\n'));
  for (const { patch, subject, body } of fixes) {
    if (made.has(subject)) continue;
    await gitText(`apply ${patch}`, ['apply', '--index', path.join(demoFolder(), 'fixes', patch)], place);
    await gitText(`commit ${patch}`, ['commit', '--quiet', '--message', subject, '--message', body], place);
  }
  return (await gitText('know the commit', ['rev-parse', 'HEAD'], place)).trim();
}

/** Our own branch when it is there, else the pushed one, else main. */
async function startOf(clone: string, branch: string): Promise<string> {
  for (const ref of [`refs/heads/${branch}`, `refs/remotes/origin/${branch}`]) {
    if ((await git(['show-ref', '--verify', '--quiet', ref], { folder: clone })).code === 0) return ref;
  }
  return 'origin/main';
}
