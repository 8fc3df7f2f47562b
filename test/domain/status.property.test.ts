// Does anything that anybody typed reach customers? Whatever the incidents say, only the page's own words are told.
import fc from 'fast-check';
import { PublicStatus } from '../../src/contracts/public-status';
import { StatusPage } from '../../src/contracts/status-page';
import { statusOf } from '../../src/domain/status';
import { STATE_WORDS } from '../../src/domain/status-words';
import { Outcome, Phase, Severity } from '../../src/domain/vocabulary';
import { aRow, minutesOn, spansOf } from '../support/a-row';

const PAGE = StatusPage.parse({ title: 'Status', services: { storefront: 'Online shop' } });
const secret = fc.stringMatching(/^[A-Za-z0-9<>&-]{6,12}$/).map((text) => `SECRET${text}`);
const phases = fc.array(fc.constantFrom(...Object.values(Phase)), { minLength: 1, maxLength: 30 });

const rows = fc.array(fc.record({ id: secret, workflowId: secret, runId: secret, title: secret, phases, person: secret, place: secret, severity: fc.constantFrom(...Object.values(Severity)), outcome: fc.constantFrom(...Object.values(Outcome), undefined) }), { maxLength: 6 })
  .map((all) => all.map(({ phases: way, person, place, ...row }) => aRow({
    ...row, phase: way.at(-1) ?? 'assess', closedAt: minutesOn(100), phases: spansOf(...way).map((span) => ({ ...span, actor: person })),
    turn: { role: 'developer', person, to: person, since: minutesOn(1) }, headline: { name: person, unit: 'share', value: 0.4 }, deployments: [{ environment: place, startedAt: minutesOn(3) }],
  })));

test('nothing of the inside is told, and what is told has the published shape', () => {
  fc.assert(fc.property(rows, fc.boolean(), (all, hasEarlier) => {
    const told = statusOf({ page: PAGE, place: () => ({ environment: 'production', hasEarlier }), publicId: () => 'id' }, { open: all, closed: all, at: minutesOn(120) });
    expect(JSON.stringify(told)).not.toContain('SECRET');
    expect(PublicStatus.parse(told)).toEqual(told);
  }));
});

test('a service works exactly when none of its told incidents is open', () => {
  fc.assert(fc.property(rows, (all) => {
    const told = statusOf({ page: PAGE, place: () => ({ environment: 'production', hasEarlier: false }), publicId: (id) => id }, { open: all, closed: [], at: minutesOn(120) });
    expect(told.services[0]?.state === 'operational').toBe(told.openCount === 0);
    expect(told.services[0]?.text).toBe(STATE_WORDS[told.services[0]?.state ?? 'unknown']);
    for (const { updates } of told.open) {
      expect(updates.map(({ at }) => at)).toEqual(updates.map(({ at }) => at).sort().reverse());
      expect(updates.some(({ text }, index) => text === updates[index + 1]?.text)).toBe(false);
    }
  }));
});
