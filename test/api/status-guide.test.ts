// Does the guide to the status page say what the page says? Its example is taken, and every sentence that customers can read stands in it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { StatusPage } from '../../src/contracts/status-page';
import { statusOf } from '../../src/domain/status';
import { STATE_WORDS } from '../../src/domain/status-words';
import { Outcome, Phase } from '../../src/domain/vocabulary';
import { aRow, minutesOn, spansOf } from '../support/a-row';

const GUIDE = readFileSync(path.join(__dirname, '../../docs/guides/status-page.md'), 'utf8');
const EXAMPLE = (parse(/```yaml\n([\s\S]*?)```/.exec(GUIDE)?.[1] ?? '') as { statusPage: unknown }).statusPage;
const ways: readonly Phase[][] = [...Object.values(Phase).filter((phase) => phase !== 'closed').map((phase) => ['assess', phase] as Phase[]), ['assess', 'functional', 'fix'], ['assess', 'watch', 'fix']];

function standingOf(change: Parameters<typeof aRow>[0], list: 'open' | 'past'): string {
  const row = aRow(change);
  return statusOf({ page: StatusPage.parse(EXAMPLE), place: () => ({ environment: 'production', hasEarlier: false }), publicId: (id) => id }, { open: list === 'open' ? [row] : [], closed: [row], at: minutesOn(60) })[list][0]?.standing ?? 'nothing';
}

test('the example is whole, with the defaults that the guide names', () => {
  const { from, keep } = StatusPage.parse({ title: 'x', services: {} });
  expect(StatusPage.parse(EXAMPLE)).toMatchObject({ from, keep });
});

test.each(ways.map((way) => [way]))('what is said after %j stands in it', (way) => {
  expect(GUIDE).toContain(`| ${standingOf({ phase: way.at(-1) ?? 'assess', phases: spansOf(...way) }, 'open')} |`);
});

test.each(Object.values(Outcome))('what is said of one that is %s stands in it', (outcome) => {
  expect(GUIDE).toContain(`| ${standingOf({ phase: 'closed', outcome, closedAt: minutesOn(50) }, 'past')} |`);
});

test('every state of a service stands in it', () => {
  for (const words of Object.values(STATE_WORDS)) expect(GUIDE).toContain(` ${words} |`);
});
