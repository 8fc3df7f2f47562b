// Does a suppression leave the rest of the pipeline file as it is? For files laid out in every way that people lay them out.
import fc from 'fast-check';
import { parse } from 'yaml';
import { withSuppression } from '../../ide/vscode/src/problems/suppress-edit';

const HEAD = '# the shop\'s gates\nservice: storefront   # as dayshift.yaml calls it\nstories: [{ id: A, story: "x", criteria: [] }]\n\n';
const TAIL = '\n# who signs\nsignOff: { roles: [operations-engineer],   approvals: 1 }\n';
const LISTS = [
  '', 'suppressions:\n', 'suppressions: # none yet\n', 'suppressions: []\n', 'suppressions: [ ]  # none\n',
  'suppressions:\n  - rule: a # why\n    owner: sef\n    reason: r\n    until: 2026-12-31\n', 'suppressions:\n- rule: a\n  owner: sef\n  reason: >-\n    a long\n    reason\n  until: 2026-12-31\n\n',
  'suppressions: [{ rule: a, owner: sef, reason: "r", until: 2026-12-31 }]\n', 'suppressions: [\n  { rule: a, owner: sef, reason: r, until: 2026-12-31 }, # one\n  { rule: b, owner: sef, reason: r, until: 2026-12-31 },\n]\n',
  '"suppressions":\n    -   { rule: a, owner: sef, reason: r, until: 2026-12-31 }\n',
];
const text = fc.string({ minLength: 1, unit: fc.constantFrom(...' :#-[]{}\'"\\,&*!|>%@`abcü→0123456789') }).filter((one) => one.trim() !== '');
const entry = fc.record({ check: fc.constant('static'), rule: text, file: text, owner: fc.constantFrom('maya', 'sef'), reason: text, until: fc.constant('2026-11-30') });
const file = fc.record({ list: fc.constantFrom(...LISTS), tail: fc.constantFrom(TAIL, ''), end: fc.constantFrom('\n', '\r\n'), isCut: fc.boolean() })
  .map(({ list, tail, end, isCut }) => (isCut ? `${HEAD}${list}${tail}`.trimEnd() : `${HEAD}${list}${tail}`).replace(/\n/g, end));

it('says one entry more, and nothing else', () => {
  fc.assert(fc.property(file, entry, (before, added) => {
    const after = withSuppression(before, added);
    const was = parse(before) as { suppressions?: unknown[] };
    expect(parse(after)).toEqual({ ...was, suppressions: [...(was.suppressions ?? []), added] });
  }), { numRuns: 500 });
});

it('keeps every line that was there, comments and layout too, in its order', () => {
  fc.assert(fc.property(file.filter((one) => !/suppressions"?:.*\[/.test(one)), entry, (before, added) => {
    const lines = withSuppression(before, added).split(/\r?\n/);
    let from = 0;
    for (const line of before.split(/\r?\n/)) {
      const at = lines.indexOf(line, from);
      expect(at).toBeGreaterThanOrEqual(from);
      from = at + 1;
    }
  }), { numRuns: 300 });
});

it('of a list in brackets, what stands outside of them stays', () => {
  fc.assert(fc.property(file.filter((one) => /suppressions"?: *\[/.test(one)), entry, (before, added) => {
    const after = withSuppression(before, added);
    const [head = ''] = before.split('suppressions');
    const tail = before.slice(before.indexOf('signOff') < 0 ? before.length : before.indexOf('# who signs'));
    expect([after.startsWith(head), after.endsWith(tail)]).toEqual([true, true]);
  }), { numRuns: 300 });
});
