// Whatever happens around findings, none becomes new by it; and one more is exactly one more.
import fc from 'fast-check';
import type { Finding } from '../../src/contracts/report';
import { matchFindings } from '../../src/domain/findings-match';

interface Written { rule: string; file: string; code: string; line: number; level: Finding['level']; print: number | undefined }

const written = fc.record({
  rule: fc.constantFrom('no-eval', 'no-with'), file: fc.constantFrom('a.ts', 'b.ts', 'c.ts'), code: fc.constantFrom('one', 'two', 'three'),
  line: fc.integer({ min: 1, max: 40 }), level: fc.constantFrom('note' as const, 'warning' as const, 'error' as const), print: fc.option(fc.nat(1), { nil: undefined }),
});
const many = fc.array(written, { maxLength: 14 });

/** As a reader tells it: a print is of its own, or in part of several. */
function finding({ rule, file, code, line, level, print }: Written, number: number): Finding {
  const prints = print === undefined ? {} : { prints: [print === 0 ? `own=${number}` : `shared=${rule}`] };
  return { rule, level, message: `${rule} at ${code}`, file, line, identity: `${rule} ${file} ${code}`, code: `${rule} ${code}`, ...prints };
}
const findings = (all: readonly Written[]): Finding[] => all.map(finding);
const bag = (all: readonly Finding[]): string[] => all.map((one) => JSON.stringify(one)).sort();

test('lines that shift, files that move and prints that change make nothing new', () => {
  fc.assert(fc.property(many, fc.nat(50), fc.constantFrom(['a.ts', 'b.ts', 'c.ts'], ['b.ts', 'c.ts', 'a.ts'], ['x/a.ts', 'b.ts', 'x/c.ts']), fc.boolean(), (all, shift, names, printed) => {
    const moved = all.map((one): Written => ({ ...one, line: one.line + shift, file: names[['a.ts', 'b.ts', 'c.ts'].indexOf(one.file)] ?? one.file, print: printed ? one.print : undefined }));
    const { fresh, known, gone } = matchFindings(findings(moved), findings(all));
    expect([fresh, gone]).toEqual([[], []]);
    expect(known).toHaveLength(all.length);
  }));
});

test('the order in which findings are told does not matter', () => {
  fc.assert(fc.property(many, many, fc.infiniteStream(fc.nat(1000)), (candidate, running, numbers) => {
    const shuffled = (all: readonly Finding[]): Finding[] => all.map((one) => ({ one, at: numbers.next().value as number })).sort((a, b) => a.at - b.at).map(({ one }) => one);
    const straight = matchFindings(findings(candidate), findings(running));
    const other = matchFindings(shuffled(findings(candidate)), shuffled(findings(running)));
    expect(bag(other.fresh)).toEqual(bag(straight.fresh));
    expect(bag(other.known)).toEqual(bag(straight.known));
    expect(bag(other.gone)).toEqual(bag(straight.gone));
  }));
});

test('one more finding is exactly one new one, and one fewer exactly one gone', () => {
  fc.assert(fc.property(many, written, fc.nat(14), (all, one, at) => {
    const more = [...all.slice(0, at), { ...one, print: undefined }, ...all.slice(at)];
    const plain = (some: readonly Written[]): Finding[] => findings(some.map((each) => ({ ...each, print: undefined })));
    const added = matchFindings(plain(more), plain(all));
    expect([added.fresh.length, added.gone.length]).toEqual([1, 0]);
    expect(added.fresh[0]).toMatchObject({ rule: one.rule, code: `${one.rule} ${one.code}` });
    const removed = matchFindings(plain(all), plain(more));
    expect([removed.fresh.length, removed.gone.length]).toEqual([0, 1]);
  }));
});

test('nothing is lost, nothing is counted twice, and nothing is known that the running release has not', () => {
  fc.assert(fc.property(many, many, (candidate, running) => {
    const { fresh, known, gone } = matchFindings(findings(candidate), findings(running));
    expect(bag([...fresh, ...known])).toEqual(bag(findings(candidate)));
    expect(known.length + gone.length).toBe(running.length);
    const rules = (all: readonly Finding[], rule: string): number => all.filter((one) => one.rule === rule).length;
    for (const rule of ['no-eval', 'no-with']) expect(rules(known, rule)).toBeLessThanOrEqual(rules(findings(running), rule));
  }));
});
