// A whole team for tests: one person for each role, two developers.
import type { Person } from '../../src/contracts/people';

export const TEAM: Person[] = [
  { id: 'paula', name: 'Paula Product', roles: ['product-owner'], emails: ['paula@storefront.example'], handles: ['@paula-demo'] },
  { id: 'maya', name: 'Maya Mender', roles: ['developer'], emails: ['maya@storefront.example'], handles: ['@maya-demo'] },
  { id: 'ravi', name: 'Ravi Refactor', roles: ['developer'], emails: ['ravi@storefront.example'], handles: ['@ravi-demo'] },
  { id: 'tess', name: 'Tess Tester', roles: ['devtester'], emails: ['tess@storefront.example'], handles: ['@tess-demo'] },
  { id: 'olga', name: 'Olga Operator', roles: ['operations-engineer'], emails: ['olga@storefront.example'], handles: ['@olga-demo'] },
];
