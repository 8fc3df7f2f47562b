// Who wrote the storefront, and in which order? One row a commit; release 1.3.0 stands until the patch of 1.4.0.
import { TEAM } from '../team/people';

export interface HistoryCommit {
  by: string; // id of a member of the team
  hoursAgo: number;
  subject: string;
  paths: string[]; // of the template, added by this commit; all that is left when empty
  patch?: 'code' | 'version'; // the part of 1.3.0-to-1.4.0.patch that this commit is
  tag?: string;
}

const DAY = 24;

export const HISTORY: readonly HistoryCommit[] = [
  { by: 'ravi', hoursAgo: 63 * DAY, subject: 'chore: package, compiler, security rules, build', paths: ['package.json', 'package-lock.json', 'tsconfig.json', 'eslint.config.mjs', 'build.mjs', '.gitignore', '.npmrc'] },
  { by: 'ravi', hoursAgo: 62 * DAY, subject: 'feat(runtime): settings, database, sessions, health and metrics', paths: ['src/runtime', 'migrations/0002-sessions.sql'] },
  { by: 'ravi', hoursAgo: 58 * DAY, subject: 'feat(shop): six products on a shelf, and a basket', paths: ['src/shop', 'src/pages', 'public'] },
  { by: 'maya', hoursAgo: 52 * DAY, subject: 'feat(login): accounts, login and logout', paths: ['src/login', 'migrations/0001-customers.sql'] },
  { by: 'maya', hoursAgo: 51 * DAY, subject: 'feat: the shop opens', paths: ['src/app.ts', 'src/server.ts', 'README.md'] },
  { by: 'tess', hoursAgo: 45 * DAY, subject: 'test: the shop on four devices; sessions and headers', paths: ['tests/e2e/playwright.config.ts', 'tests/e2e/basket.spec.ts', 'tests/e2e/login.spec.ts', 'tests/security', 'tests/support', 'tests/environments/current-data.sql'] },
  { by: 'percy', hoursAgo: 44 * DAY, subject: 'test: logins of many customers at once', paths: ['tests/load'] },
  { by: 'olga', hoursAgo: 43 * DAY, subject: 'chore: who knows which part', paths: ['.github'], tag: 'v1.3.0' },
  { by: 'maya', hoursAgo: 2 * DAY, subject: 'feat(login): the e-mail is accepted in any letter case', paths: ['tests/e2e/letter-case.spec.ts', 'src/login'], patch: 'code' },
  { by: 'tess', hoursAgo: 30, subject: 'test: data as production has it, with accounts of earlier releases', paths: ['tests/environments/legacy-data.sql'] },
  { by: 'olga', hoursAgo: 28, subject: 'ci: from the next release on, everything goes through dayshift', paths: ['.dayshift', 'tests/smoke'] },
  { by: 'olga', hoursAgo: 3, subject: 'chore(release): 1.4.0', paths: [], patch: 'version', tag: 'v1.4.0' },
];

/** The author of a commit, as git writes authors. */
export function authorOf(id: string): { name: string; email: string } {
  const person = TEAM.find((one) => one.id === id);
  const email = person?.emails[0];
  if (!person || !email) throw new Error(`nobody in the demo's team is called ${id}`);
  return { name: person.name, email };
}
