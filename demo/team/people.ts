// Who plays the demo's day? Plainly fictional people, each with a token of this machine's own.
import { createHash, randomBytes } from 'node:crypto';
import type { Person } from '../../src/contracts/people';
import { Role } from '../../src/domain/vocabulary';

export const TEAM: Person[] = [
  { id: 'paula', name: 'Paula Product', roles: [Role.ProductOwner], emails: ['paula@storefront.example'], handles: ['@paula-demo'] },
  { id: 'maya', name: 'Maya Mender', roles: [Role.Developer], emails: ['maya@storefront.example'], handles: ['@maya-demo'] },
  { id: 'ravi', name: 'Ravi Refactor', roles: [Role.Developer], emails: ['ravi@storefront.example'], handles: ['@ravi-demo'] },
  { id: 'tess', name: 'Tess Tester', roles: [Role.DevTester], emails: ['tess@storefront.example'], handles: ['@tess-demo'] },
  { id: 'percy', name: 'Percy Peakload', roles: [Role.PerformanceEngineer], emails: ['percy@storefront.example'], handles: ['@percy-demo'] },
  { id: 'sol', name: 'Sol Sentry', roles: [Role.SecurityTester], emails: ['sol@storefront.example'], handles: ['@sol-demo'] },
  { id: 'olga', name: 'Olga Operator', roles: [Role.OperationsEngineer], emails: ['olga@storefront.example'], handles: ['@olga-demo'] },
  { id: 'stan', name: 'Stan Stakeholder', roles: [Role.Stakeholder], emails: ['stan@storefront.example'], handles: [] },
];

export const DEVELOPERS = TEAM.filter(({ roles }) => roles.includes(Role.Developer)).map(({ id }) => id);

const TESTING: readonly Role[] = [Role.DevTester, Role.PerformanceEngineer, Role.SecurityTester];
export const TESTERS = TEAM.filter(({ roles }) => roles.some((role) => TESTING.includes(role))).map(({ id }) => id);

/** One new token for each holder, and what the installation file keeps of them: only digests. */
export function issueTokens(people: string[], programs: string[]): { tokens: Record<string, string>; kept: { sha256: string; person?: string; program?: string }[] } {
  const tokens: Record<string, string> = {};
  const issue = (holder: string): string => {
    const token = randomBytes(24).toString('base64url');
    tokens[holder] = token;
    return createHash('sha256').update(token).digest('hex');
  };
  const kept = [
    ...people.map((person) => ({ sha256: issue(person), person })),
    ...programs.map((program) => ({ sha256: issue(program), program })),
  ];
  return { tokens, kept };
}
