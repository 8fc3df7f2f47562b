// By what is a finding known again, and which of several alike is the new one?
import type { Finding } from '../../src/contracts/report';
import { matchFindings } from '../../src/domain/findings-match';
import { aFinding } from '../support/builders';

const freshOf = (candidate: Finding[], running: Finding[]): string[] => matchFindings(candidate, running).fresh.map(({ identity }) => identity);

test('the tool\'s own print holds, though the flagged code was edited', () => {
  expect(freshOf([aFinding('edited', { prints: ['id=11112222'] })], [aFinding('before', { prints: ['id=11112222'] })])).toEqual([]);
});

test('a print of another rule is another', () => {
  expect(freshOf([aFinding('b', { rule: 'no-with', prints: ['id=11112222'] })], [aFinding('a', { prints: ['id=11112222'] })])).toEqual(['b']);
});

test('prints hold together: one that all share is none', () => {
  expect(freshOf([aFinding('b', { prints: ['file=1', 'line=2'] })], [aFinding('a', { prints: ['file=1', 'line=1'] })])).toEqual(['b']);
});

test('a print that the tool gives to different findings names none of them', () => {
  const shared = { prints: ['matchBasedId/v1=placeholder'] };
  expect(freshOf([aFinding('a', shared), aFinding('c', shared)], [aFinding('a', shared), aFinding('b', shared)])).toEqual(['c']);
});

test('our own identity holds when the tool\'s print has changed with the neighbours', () => {
  expect(freshOf([aFinding('a', { prints: ['context=22223333'] })], [aFinding('a', { prints: ['context=11112222'] })])).toEqual([]);
});

test('a file that was moved takes its findings with it, one for one', () => {
  const before = aFinding('a', { code: 'code-a' });
  const moved = aFinding('a-moved', { code: 'code-a', file: 'src/moved.ts' });
  expect(freshOf([moved], [before])).toEqual([]);
  expect(freshOf([before, moved], [before])).toEqual(['a-moved']);
});

test('without code enough to know it by, a finding of a moved file is new', () => {
  expect(freshOf([aFinding('a-moved', { file: 'src/moved.ts' })], [aFinding('a')])).toEqual(['a-moved']);
});

test('what both have is told as the candidate has it, what is gone as the running release had it', () => {
  const { known, gone } = matchFindings([aFinding('a', { line: 90 })], [aFinding('a', { line: 3 }), aFinding('b')]);
  expect(known).toEqual([aFinding('a', { line: 90 })]);
  expect(gone).toEqual([aFinding('b')]);
});

test('twenty thousand alike are matched at once', () => {
  const many = Array.from({ length: 20_000 }, (_, line) => aFinding('a', { line }));
  const { fresh, known, gone } = matchFindings([...many, aFinding('a', { line: 99_999 })], many);
  expect([fresh.length, known.length, gone.length]).toEqual([1, 20_000, 0]);
});
