// Who could mend it, in which order, and why?
import { suggestOwners, suspects, type Candidates } from '../../src/domain/ownership';
import { aPerson } from '../support/builders';

const TEAM = [
  aPerson('paula', ['product-owner']), aPerson('maya', ['developer']), aPerson('ravi', ['developer', 'operations-engineer']),
  aPerson('noor', ['developer']), aPerson('olga', ['operations-engineer']),
];
const file = (path: string, ...owners: string[]) => ({ path, owners });

function suggest(about: Partial<Candidates> = {}) {
  return suggestOwners({ team: TEAM, changed: [], owners: [], ...about });
}
const people = (about: Partial<Candidates>): string[] => suggest(about).map(({ person }) => person);

describe('suggestions', () => {
  test('begin with who owns most of the suspected files, by handle or e-mail', () => {
    const changed = [file('src/login.ts', '@maya'), file('src/mail.ts', '@ravi'), file('src/session.ts', 'ravi@storefront.example'), file('docs/a.md', '@noor')];
    expect(suggest({ changed, version: '1.4.0' })).toEqual([
      { person: 'ravi', why: 'owner of src/mail.ts and 1 more, changed by the running release 1.4.0' },
      { person: 'maya', why: 'owner of src/login.ts, changed by the running release 1.4.0' },
    ]);
  });

  test('go on with who is on duty, then the service\'s owners', () => {
    expect(suggest({ changed: [file('src/login.ts', '@maya')], onDuty: { person: 'ravi', why: 'on duty by the rotation web' }, owners: ['noor'] })).toEqual([
      { person: 'maya', why: 'owner of src/login.ts, changed by the running release' },
      { person: 'ravi', why: 'on duty by the rotation web' },
      { person: 'noor', why: 'an owner of the service' },
    ]);
  });

  test('name each person once, with every reason', () => {
    const [first, ...others] = suggest({ changed: [file('src/login.ts', '@maya')], onDuty: { person: 'maya', why: 'on duty by the rotation web' }, owners: ['maya'] });
    expect(others).toEqual([]);
    expect(first?.why).toBe('owner of src/login.ts, changed by the running release; on duty by the rotation web; an owner of the service');
  });

  test('hold developers only, and nobody who declined or left the team', () => {
    const changed = [file('src/login.ts', '@olga', '@paula', '@maya', '@ravi')];
    expect(people({ changed, onDuty: { person: 'olga', why: 'on duty' }, owners: ['zoe', 'noor'], declined: ['maya'] })).toEqual(['ravi', 'noor']);
    expect(people({ declined: ['maya', 'ravi', 'noor'], owners: ['maya'], onDuty: { person: 'ravi', why: 'on duty' } })).toEqual([]);
  });

  test('prefer the least loaded among equals, and keep the service\'s order when they are equal in that too', () => {
    const changed = [file('src/login.ts', '@maya', '@noor')];
    expect(people({ changed, load: { maya: 1 } })).toEqual(['noor', 'maya']);
    expect(people({ changed, load: { maya: 9 }, owners: ['maya', 'noor', 'ravi'] })).toEqual(['noor', 'maya', 'ravi']);
    expect(people({ owners: ['noor', 'maya', 'ravi'], load: { noor: 1 } })).toEqual(['maya', 'ravi', 'noor']);
    expect(people({ owners: ['noor', 'maya'] })).toEqual(['noor', 'maya']);
  });

  test('stay in their order whatever the load: an owner of the files comes before an idle person on duty', () => {
    expect(people({ changed: [file('src/login.ts', '@maya')], onDuty: { person: 'ravi', why: 'on duty' }, load: { maya: 7 } })).toEqual(['maya', 'ravi']);
  });

  test('show the load, and say of somebody with much to do that they have', () => {
    expect(suggest({ owners: ['maya', 'ravi'], load: { maya: 3, ravi: 2 } })).toEqual([
      { person: 'ravi', why: 'an owner of the service', load: 2 },
      { person: 'maya', why: 'an owner of the service; has 3 open incidents already', load: 3 },
    ]);
    expect(suggest({ owners: ['noor'], load: {} })).toEqual([{ person: 'noor', why: 'an owner of the service', load: 0 }]);
  });

  test('say with the first what is not known', () => {
    const unknown = ['nobody is known to be on duty (the rotation web begins later)'];
    expect(suggest({ owners: ['maya', 'noor'], unknown }).map(({ why }) => why)).toEqual([`an owner of the service; ${unknown[0]}`, 'an owner of the service']);
  });
});

describe('suspects', () => {
  test('are the files that customers run', () => {
    const changed = ['package.json', 'package-lock.json', 'README.md', 'test/login.test.ts', 'src/login.spec.ts', '.github/workflows/ci.yml', 'src/login.ts'].map((path) => file(path));
    expect(suspects(changed).map(({ path }) => path)).toEqual(['src/login.ts']);
  });

  test('are all of them when customers run none', () => {
    expect(suspects([file('README.md'), file('package.json')])).toHaveLength(2);
  });
});
