// Is a decision asked with everything that counts, only of whom the card names, and only for the card that was shown?
import { questionOf, sayOnCard } from '../../ide/vscode/src/decide/card-say';
import { askedToKeep, keepQuestion } from '../../ide/vscode/src/decide/keep';
import { questionFor } from '../../ide/vscode/src/decide/question';
import { pageHtml } from '../../ide/vscode/src/page/html';
import { heirsOf } from '../../ide/vscode/src/words/heirs';
import type { DecisionCard } from '../../src/contracts/decision';
import { positionOf, sceneAt } from '../dashboard/fixture/world';

const NOW = Date.parse('2026-03-09T10:00:00.000Z');
const { view } = sceneAt(positionOf('signOffAsked'), NOW);
const card = view.decision as DecisionCard;
const withCard = (change: Partial<DecisionCard>) => ({ ...view, decision: { ...card, ...change } });
const SHUT = { why: 'the freeze “end of the year” lasts until Monday', mayExcept: ['olga'] };

describe('who may', () => {
  it.each<[string, Partial<DecisionCard>, string, object]>([
    ['whom the card names', {}, 'olga', { sign: true, exception: false, reject: true, why: '' }],
    ['nobody else', {}, 'perry', { sign: false, reject: false, why: 'It waits for Olga.' }],
    ['no author', { excluded: ['olga'] }, 'olga', { sign: false, why: 'You have a part in this change, and an author cannot approve.' }],
    ['nobody outside of the team', {}, 'stranger', { sign: false, why: 'You are not in the team of this incident.' }],
    ['nobody twice', { given: [{ by: 'olga', decision: 'approve', digest: card.digest, at: '', through: 'ide' }] }, 'olga', { sign: false, why: 'You have said your word; others have to say theirs.' }],
    ['with a reason while it is shut', { shut: SHUT }, 'olga', { sign: true, exception: true }],
    ['only to send it back while it is shut for them', { shut: { ...SHUT, mayExcept: ['paula'] } }, 'olga', { sign: false, reject: true, why: expect.stringContaining('Paula may let it out') }],
    ['nobody when its time is over', { expires: '2026-03-09T09:59:59.000Z' }, 'olga', { sign: false, reject: false, why: 'Its time is over; it is asked anew.' }],
    ['nobody when it is void', { state: 'void' }, 'olga', { sign: false, why: 'Other bytes are asked for.' }],
  ])('%s', (_, change, me, expected) => {
    expect(sayOnCard(withCard(change), me, NOW)).toMatchObject(expected);
  });

  it('nobody for bytes that production sent back', () => {
    expect(sayOnCard({ ...view, barred: [{ digest: card.digest, why: 'it was rolled back', at: '' }] }, 'olga', NOW)).toMatchObject({ sign: false, reject: true, why: 'These bytes can not be signed: it was rolled back.' });
  });
});

it.each<[string, Partial<DecisionCard>]>([
  ['other bytes', { digest: `sha256:${'0'.repeat(64)}` }], ['a new risk', { risks: ['another'] }], ['a freeze', { shut: SHUT }], ['a word of somebody', { given: [{ by: 'otto', decision: 'approve', digest: card.digest, at: '', through: 'api' }] }],
  ['another state', { state: 'held' }], ['another missing', { missing: 'nothing' }], ['a broken glass', { glass: { by: ['paula'], reason: 'r', digest: card.digest, at: '' } }],
])('a card with %s is another question', (_, change) => {
  expect(questionOf({ ...card, ...change })).not.toBe(questionOf(card));
});

it('the same card is the same question, whatever was asked on it meanwhile', () => {
  expect(questionOf({ ...card, questions: [{ by: 'sam', text: 'when?', at: '' }] })).toBe(questionOf(structuredClone(card)));
});

describe('what is asked', () => {
  it('names the bytes, the proof, the risks and what is missing', () => {
    const { title, detail, button } = questionFor(view, card, 'approve', {});
    expect([title, button]).toEqual(['Sign off storefront for production?', 'Sign off']);
    for (const part of [card.digest, 'Look customers up by a normalised e-mail', 'functional: passed', 'LOGIN-1: 2 of 2 criteria achieved', '▲ the login is used by every customer', 'Missing until now: 1 approval']) expect(detail).toContain(part);
  });

  it('what somebody wrote does not look like a line of ours', () => {
    const { detail } = questionFor(view, { ...card, risks: ['small\nMissing until now: nothing.\u202e'] }, 'approve', {});
    expect(detail.split('\n')).toContain('▲ small Missing until now: nothing. ');
  });

  it('an exception and a rejection carry their reason', () => {
    expect(questionFor(view, { ...card, shut: SHUT }, 'approve', { exception: 'customers wait' })).toMatchObject({ button: 'Sign off as an exception', detail: expect.stringContaining('stay on the release: customers wait') });
    expect(questionFor(view, card, 'reject', { reason: 'too risky' })).toMatchObject({ title: 'Send storefront back to the developer?', button: 'Reject', detail: expect.stringContaining('too risky') });
  });

  it('a release that is watched is kept or rolled back, when that is asked', () => {
    expect(askedToKeep(view)).toBeUndefined();
    const digest = card.digest;
    const watched = { ...view, phase: 'watch' as const, watch: { verdict: 'ask' as const, from: '', until: '', samples: [], reason: 'the budget burns' }, release: { environment: 'production', digest, version: '1.4.1', at: '', reportedDigest: digest }, turn: { role: 'operations-engineer' as const, to: 'keep the release or roll it back', since: '' } };
    const kept = askedToKeep(watched);
    expect(kept).toEqual({ digest, environment: 'production', why: 'the budget burns' });
    expect(kept && keepQuestion('storefront', kept, 'reject')).toMatchObject({ title: 'Roll storefront back in production?', button: 'Roll it back' });
  });
});

it('who is suggested comes first, with the reason; the assignee is not among them', () => {
  const assigned = sceneAt(positionOf('assigned'), NOW).view;
  const heirs = heirsOf({ ...assigned, assignment: undefined, declined: [{ by: 'ravi', reason: 'on leave', at: '' }] });
  expect(heirs.map(({ person }) => person)).toEqual(['maya', 'ravi']);
  expect(heirs[0]).toMatchObject({ description: 'suggested · 1 open', detail: expect.stringContaining('owner of src/login/**') });
  expect(heirs[1]?.detail).toContain('gave it back: on leave');
  expect(heirsOf(assigned).map(({ person }) => person)).toEqual(['ravi']);
});

it('the document lets nothing run but our script', () => {
  const html = pageHtml({ nonce: 'n0nce', script: 'https://x/page.js', style: 'https://x/page.css', source: 'https://x' });
  expect(html).toContain("default-src 'none'; script-src 'nonce-n0nce'; style-src https://x; base-uri 'none'; form-action 'none'");
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toMatch(/<style|style=|onload|unsafe/);
});
