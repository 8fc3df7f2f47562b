// Proof against the workflow's own rule: where no hole is claimed, the people really meant include one whom a channel reaches.
import fc from 'fast-check';
import { peopleMeant } from '../../src/domain/audience';
import { channelsOf, reachOf, standingsOfDeciders, type Reachable } from '../../src/domain/reach';
import { Role, SEVERITIES } from '../../src/domain/vocabulary';

const IDS = ['ann', 'ben', 'cleo'];
const channels = [{ name: 'mail', use: 'smtp' }, { name: 'chat', use: 'slack' }];
const severity = fc.constantFrom(...SEVERITIES);
const member = (id: string) => fc.record({
  roles: fc.uniqueArray(fc.constantFrom(Role.Developer, Role.ProductOwner, Role.OperationsEngineer), { minLength: 1 }),
  reach: fc.record({ email: fc.constantFrom(undefined, 'a@shop.example'), slack: fc.constantFrom(undefined, 'U011') }),
  notify: fc.option(fc.array(fc.record({ by: fc.constantFrom('mail', 'chat'), from: severity }), { maxLength: 2 }), { nil: undefined }),
}).map((about): Reachable => ({ id, ...about }));
const team = fc.tuple(...IDS.map(member));
const word = fc.constantFrom('assignee', 'deciders', 'duty', 'duty:web', 'everybody', 'product-owner', 'operations-engineer', 'devtester', 'ann', 'zoe');

test('a rung without a hole reaches somebody, whoever is assigned, wrote the fix and is on duty; a hole is a case in which nobody is', () => {
  fc.assert(fc.property(team, fc.uniqueArray(word, { minLength: 1, maxLength: 3 }), fc.subarray([...IDS, null]), severity, (people, tell, onDuty, at) => {
    const duty = { web: onDuty.map((id) => ({ people: id === null ? [] : [id], when: 'then' })) };
    const deciders = standingsOfDeciders(people, [Role.OperationsEngineer]);
    const [found] = reachOf([{ afterSeconds: 0, tell }], { team: people, deciders, duty, roster: 'web' }, channels);
    const assignees = people.filter(({ roles }) => roles.includes(Role.Developer)).map(({ id }) => id);
    const view = (assignee: string | undefined, mayDecide: string[]) => ({
      team: people.map(({ id, roles }) => ({ id, name: id, roles, emails: [], handles: [] })),
      assignment: assignee === undefined ? undefined : { to: assignee, by: 'x', at: '', reason: '' }, decision: { mayDecide }, attempts: [],
    }) as unknown as Parameters<typeof peopleMeant>[0];
    const cases = (assignees.length ? assignees : [undefined]).flatMap((assignee) => deciders.flatMap((standing) => (onDuty.length ? onDuty : [null]).map((now) =>
      peopleMeant(view(assignee, standing.people), tell, 'web', now === null ? {} : { web: now }))));
    const reached = cases.map((meant) => meant.some((id) => people.some((one) => one.id === id && channelsOf(one, channels, at).length > 0)));
    expect(found?.holes.some(({ severities }) => severities.includes(at))).toBe(reached.includes(false));
  }), { numRuns: 500 });
});

test('what reaches somebody of a severity reaches them of every higher one', () => {
  fc.assert(fc.property(team, fc.uniqueArray(word, { minLength: 1, maxLength: 3 }), (people, tell) => {
    const [found] = reachOf([{ afterSeconds: 0, tell }], { team: people, deciders: [], duty: {} }, channels);
    const open = SEVERITIES.map((one) => found?.holes.some(({ severities }) => severities.includes(one)) ?? false);
    expect(open).toEqual([...open].sort((a, b) => Number(b) - Number(a)));
  }));
});
