// Whoever owns, is on duty, declined or is loaded: the same people are never suggested twice, wrongly, or out of order.
import fc from 'fast-check';
import { BUSY_FROM, suggestOwners } from '../../src/domain/ownership';
import { Role } from '../../src/domain/vocabulary';
import { aPerson } from '../support/builders';

const IDS = ['ann', 'ben', 'cleo', 'dan', 'eve', 'finn'];
const id = fc.constantFrom(...IDS);
const candidates = fc.record({
  team: fc.subarray(IDS, { minLength: 1 }).chain((ids) => fc.tuple(...ids.map((one) => fc.constantFrom(Role.Developer, Role.Developer, Role.OperationsEngineer).map((role) => aPerson(one, [role]))))),
  changed: fc.array(fc.record({ path: fc.constantFrom('src/a.ts', 'src/b.ts', 'README.md'), owners: fc.array(id.map((one) => `@${one}`), { maxLength: 3 }) }), { maxLength: 4 }),
  onDuty: fc.option(id.map((person) => ({ person, why: 'on duty by the rotation web' })), { nil: undefined }),
  owners: fc.uniqueArray(id),
  declined: fc.subarray(IDS),
  load: fc.option(fc.dictionary(id, fc.integer({ min: 0, max: 6 })), { nil: undefined }),
  unknown: fc.constantFrom([], ['something is unknown']),
});

test('each suggestion is a developer of the team who has not declined, once, with a reason', () => {
  fc.assert(fc.property(candidates, (about) => {
    const suggestions = suggestOwners(about);
    expect(new Set(suggestions.map(({ person }) => person)).size).toBe(suggestions.length);
    for (const { person, why, load } of suggestions) {
      expect(about.team.find((member) => member.id === person)?.roles).toEqual([Role.Developer]);
      expect(about.declined).not.toContain(person);
      expect(why).toMatch(/owner of|on duty|an owner of the service/);
      expect(load).toBe(about.load && (about.load[person] ?? 0));
      expect(why.includes('open incidents already')).toBe(load !== undefined && load >= BUSY_FROM);
    }
  }));
});

test('nobody who has a reason is left out', () => {
  fc.assert(fc.property(candidates, (about) => {
    const people = suggestOwners(about).map(({ person }) => person);
    const may = about.team.filter((member) => member.roles.includes(Role.Developer) && !about.declined.includes(member.id)).map((member) => member.id);
    for (const owner of [...about.owners, ...(about.onDuty ? [about.onDuty.person] : [])].filter((one) => may.includes(one))) expect(people).toContain(owner);
  }));
});

test('owners of files come first, then who is on duty, then the others; of two alike the less loaded is not the later one', () => {
  fc.assert(fc.property(candidates, (about) => {
    const suggestions = suggestOwners(about);
    const place = (why: string): number => (why.includes('changed by the running release') ? 0 : why.includes('on duty by') ? 1 : 2);
    const places = suggestions.map(({ why }) => place(why));
    expect(places).toEqual([...places].sort());
    const last = suggestions.filter(({ why }) => place(why) === 2).map(({ load }) => load ?? 0);
    expect(last).toEqual([...last].sort((a, b) => a - b));
  }));
});

test('what is unknown is said exactly once, when anybody is suggested', () => {
  fc.assert(fc.property(candidates, (about) => {
    const said = suggestOwners(about).filter(({ why }) => why.includes('something is unknown'));
    expect(said).toHaveLength(about.unknown.length > 0 && suggestOwners(about).length > 0 ? 1 : 0);
  }));
});
