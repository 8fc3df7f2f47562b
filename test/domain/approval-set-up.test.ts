// A gate that nobody can satisfy is told by its reason, before anybody stands before it.
import { stranded, unsatisfiable, unsatisfiableGlass } from '../../src/domain/approval';
import { aParty } from '../support/an-approval';
import { aPerson, aTeam } from '../support/builders';

const team = aTeam();
const asking = (...parties: Parameters<typeof aParty>[0][]) => ({ parties: parties.map((party) => aParty(party)) });
/** Maya writes alone, and has the role too. */
const alone = [aPerson('maya', ['developer', 'operations-engineer']), aPerson('paula', ['product-owner'])];

describe('a sign-off', () => {
  it('is refused when too few have the role', () => {
    expect(unsatisfiable(asking({ approvals: 4 }), team)).toBe('4 approvals are asked of operations-engineer, but only ravi, olga, otto have such a role');
    expect(unsatisfiable(asking({ roles: ['devtester'] }), team)).toBe('1 approval is asked of devtester, but nobody has such a role');
    expect(unsatisfiable(asking({ roles: [], people: ['olga'], approvals: 2 }), team)).toBe('2 approvals are asked of olga, but only olga has that say');
  });

  it('is refused when it names a stranger', () => {
    expect(unsatisfiable(asking({ roles: [], people: ['zoe'] }), team)).toBe('zoe is not in the team');
  });

  it('is refused when it asks the only developer, who is always the author', () => {
    expect(unsatisfiable(asking({}), alone)).toBe('1 approval is asked of operations-engineer, but an author cannot approve, and without the author too few are left');
    expect(unsatisfiable(asking({}), [...alone, aPerson('ravi', ['developer'])])).toBeUndefined();
  });

  it('is refused when its parties need the same person', () => {
    const both = [aPerson('olga', ['operations-engineer', 'product-owner']), aPerson('maya', ['developer'])];
    expect(unsatisfiable(asking({}), both)).toBeUndefined();
    expect(unsatisfiable(asking({}, { roles: ['product-owner'] }), both)).toBe('1 approval is asked of operations-engineer and 1 approval is asked of product-owner, of different people, but there are only olga');
  });

  it('is refused without a party, a role or a person, or an approval', () => {
    const reason = 'a sign-off needs at least one role or person and one approval, in each of its parties';
    for (const rule of [asking(), asking({ approvals: 0 }), asking({ roles: [] }), asking({}, { roles: [] })]) expect(unsatisfiable(rule, team)).toBe(reason);
  });

  it('is taken when enough could give it', () => {
    expect(unsatisfiable(asking({ approvals: 3 }), team)).toBeUndefined();
    expect(unsatisfiable(asking({ roles: ['operations-engineer', 'product-owner'], approvals: 4 }), team)).toBeUndefined();
    expect(unsatisfiable(asking({}, { roles: ['product-owner'] }), team)).toBeUndefined();
    expect(unsatisfiable(asking({}), [aPerson('olga', ['operations-engineer'])])).toBeUndefined();
  });
});

it('the developers are named whose own fix nobody could sign', () => {
  expect(stranded(asking({ approvals: 3 }), team)).toEqual(['ravi']);
  expect(stranded(asking({}), [...alone, aPerson('ravi', ['developer'])])).toEqual(['maya']);
  expect(stranded(asking({}), team)).toEqual([]);
});

describe('the glass', () => {
  it('is refused when fewer than two could break it', () => {
    expect(unsatisfiableGlass({ breakGlass: ['product-owner'] }, team)).toBe('breaking the glass takes two people of product-owner, but only paula has such a role');
    expect(unsatisfiableGlass({ breakGlass: ['devtester'] }, team)).toBe('breaking the glass takes two people of devtester, but nobody has such a role');
    expect(unsatisfiableGlass({ breakGlass: ['operations-engineer', 'product-owner'] }, alone)).toBe('breaking the glass takes two people of operations-engineer or product-owner, but an author cannot, and without the author too few are left');
  });

  it('is taken when two could, whoever wrote it', () => {
    expect(unsatisfiableGlass({ breakGlass: ['operations-engineer'] }, team)).toBeUndefined();
  });
});
