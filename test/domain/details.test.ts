// Does Temporal's own UI say whose turn it is, who hears of it next, and what went wrong in telling?
import { detailsOf } from '../../src/domain/details';
import type { LadderView } from '../../src/contracts/incident';
import { after, anIncident, ASSIGNED } from '../support/an-incident';

const ladder: LadderView = { step: 'fix', since: after(0), round: 1, told: [{ at: after(1), to: ['maya'], kind: 'asked' }], next: { at: after(600), tell: ['duty', 'product-owner'] } };

test('whose turn it is, who was told and who is next', () => {
  const text = detailsOf(anIncident(ASSIGNED, { kind: 'ladderStands', ladder }));
  expect(text).toContain('Turn: **Maya Mender**');
  expect(text).toContain(`Told: Maya Mender (asked, ${after(1)})`);
  expect(text).toContain(`Next: duty, product-owner at ${after(600)}`);
});

test('an acknowledgement holds the others until then', () => {
  const text = detailsOf(anIncident(ASSIGNED, { kind: 'ladderStands', ladder: { ...ladder, heldUntil: after(1800) } }));
  expect(text).toContain(`nobody else is told before ${after(1800)}`);
  expect(text).not.toContain('Next:');
});

test('what could not be told, until it could', () => {
  const failed = { kind: 'tellingFailed', subject: 'Your turn', channel: 'slack', reason: 'no answer' } as const;
  expect(detailsOf(anIncident(failed))).toContain('Could not be told by slack: Your turn (no answer)');
  expect(detailsOf(anIncident(failed, { kind: 'tellingDelivered', subject: 'Your turn', channel: 'slack' }))).not.toContain('Could not');
});

test('that it came before, and that it may reopen', () => {
  const related = { at: after(1), deployments: [], together: [], links: [], unknown: [], earlier: [{ id: 'storefront.LoginRefused.00000001', title: 't', openedAt: after(0), closedAt: after(0), outcome: 'fixed' }] };
  const text = detailsOf(anIncident({ kind: 'relatedFound', related }, { kind: 'closed', outcome: 'recovered-by-itself', by: 'dayshift', why: 'quiet', reopensUntil: after(1800) }));
  expect(text).toContain('It came before: storefront.LoginRefused.00000001');
  expect(text).toContain(`Firing again before ${after(1800)} reopens it`);
});
