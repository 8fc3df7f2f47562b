// Does the story tell the day as a person would want to go on writing it, each part under its heading?
import { IncidentRecord } from '../../src/contracts/record';
import { storyOf } from '../../src/domain/story';
import { followUpsOf } from '../../src/domain/story-follow-ups';
import { aRecord } from '../integrations/a-record';
import { structureOf } from '../support/markdown';
import { aHardDay } from './a-hard-day';

/** The lines under a heading, without the empty ones around them. */
function part(heading: string, record = aHardDay()): string[] {
  const [, after = ''] = storyOf(record).split(`\n## ${heading}\n`);
  return (after.split('\n## ')[0] ?? '').trim().split('\n');
}

test('the hard day fits the published shape', () => {
  expect(IncidentRecord.parse(aHardDay())).toEqual(aHardDay());
});

test('it begins with what happened, and says that it is a draft', () => {
  expect(storyOf(aHardDay()).split('\n').slice(0, 7)).toEqual([
    '# Customers cannot log in',
    '',
    'storefront, high, 2026-11-23: **fixed**. Trouble began 08:59:00; customers could go on after 40 min 00 s. It took 3 attempts and one rollback.',
    '',
    'The same trouble came before: `storefront.LoginRefused.ffffffff`. It fired again once after it had recovered. 3 customers told of it. ravi declined: not my part. ravi helped.',
    '',
    '*The draft of a post-mortem. Facts and times (UTC) are as dayshift recorded them; why it came to this, and what is to be learned, is yours to write.*',
  ]);
});

test('the impact is drawn, and said in words for those who see no drawing', () => {
  expect(part('What customers lost')).toEqual([
    '- customers: unknown (no data) — `count(x)`',
    '- 31.4 % logins refused; over time: 0.0 % at 08:50, at most 31.4 % at 08:54, 0.0 % at 08:56 — `sum(rate(x[5m]))`',
    '',
    '```mermaid',
    'xychart-beta',
    '    title "logins refused"',
    '    x-axis "UTC" ["08:50", "08:51", "08:53", "08:54", "08:55", "08:56"]',
    '    y-axis "percent" 0 --> 34.54',
    '    line [0, 0.1, 20, 31.4, 10, 0]',
    '```',
    '',
    'The chart in words: logins refused, 0.0 % at 08:50, at most 31.4 % at 08:54, 0.0 % at 08:56 (UTC). Monitoring had no data at 1 of its 7 points, which are left out.',
  ]);
});

test('each attempt says what each of its gates said', () => {
  expect(part('The attempts')).toEqual([
    '1. `1111111` “compare in lower case” by maya — **performance-failed**: p95 is 900ms',
    '   - functional: passed — 1 of 1 cell passed, 4 of 4 tests',
    '   - performance: failed — 0 of 1 cell passed; login ipad: p95 is 900ms, max 250ms',
    '2. `2222222` “compare in lower case” by maya — **passed**: every gate passed',
    '   - functional: passed — 1 of 1 cell passed, 4 of 4 tests',
    '3. `3333333` “compare in lower case” by maya — **passed**: every gate passed (it changes the pipeline file)',
    '   - functional: passed — 1 of 1 cell passed, 4 of 4 tests. dora decided: quarantine, the clock',
    '   - performance: passed — 1 of 1 cell passed. pete decided: accept, a busy machine',
    '   - security: passed — 1 of 1 cell passed',
  ]);
});

test('decisions say who, when, on which bytes, for whom, and in spite of what', () => {
  expect(part('Decisions')).toEqual([
    '- `1111…1111` to production: **granted**',
    '  - 09:20:00 olga: approve, by cli',
    '- `2222…2222` to production: **rejected**',
    '  - 09:33:00 olga: reject, by slack: not on a Friday',
    '- `2222…2222` to production: **granted**',
    '  - 09:34:00 olga gave their say to paula: on the train',
    '  - 09:35:00 paula asked maya: Why is it safe?',
    '  - 09:36:00 paula for olga: approve, by api: it is right (in spite of hours or a freeze: customers wait)',
    '  - 09:36:30 paula asked: And the old accounts?',
    '  - 09:37:00 **the glass was broken** by olga and paula: customers wait',
    '  - known risk: the fix changes the pipeline file',
    '  - known risk: dora put “x” into quarantine: the clock',
  ]);
});

test('deployments say when they were live, what became of them and how soon a rollback held', () => {
  expect(part('Deployments and rollbacks')).toEqual([
    '- 09:21:00 `1111…1111` of attempt 2 to production; live for everybody at 09:21:20; **rolled back by the watch** at 09:24:00: the budget burns; the release before was verified again at 09:24:30, 3 min 10 s after it',
    '- 09:38:00 `2222…2222` of attempt 3 to production; live for everybody at 09:38:20; **kept** at 09:50:00; the glass was broken for it',
  ]);
});

test('what helped is what ended it and who had a part in that', () => {
  expect(part('What helped')).toEqual([
    '- attempt 3 ended it: `3333333` “compare in lower case” by maya',
    '- maya was suggested (owner of the login) and assigned',
    '- ravi helped',
    '- 3 customers told of it',
    '- the same trouble came before, as `storefront.LoginRefused.ffffffff`: what ended it then was known',
    '- the gates held attempt 1 back (performance-failed) before customers met it',
    '- `1111…1111` was taken back within 3 min 10 s, verified',
    '- the incident was open 1 min 00 s after the trouble began',
  ]);
});

test('what went badly is told without blame: rollbacks, what was sent back, deadlines, messages that never came', () => {
  expect(part('What went badly')).toEqual([
    '- `1111…1111` was rolled back in production: the budget burns',
    '- attempt 1 was sent back (performance-failed): p95 is 900ms',
    '- olga rejected `2222…2222`: not on a Friday',
    '- 09:05:00 assign: the deadline passed with paula',
    '- 09:23:00 The lane is closed until a person opens it',
    '- slack never took “Your turn”: no such channel',
  ]);
});

test('what is left to do is a check list, with owners and days where they are known', () => {
  expect(part('To do afterwards')).toEqual([
    '- [ ] Merge `3333333` of incident/login into the protected branch; until then the next release is without the fix — maya',
    '- [ ] The fix changes the pipeline file, and was judged by the one on the protected branch: review that change by itself; it asks less: the stage security is gone — maya',
    '- [ ] It has come back after an earlier fix: look for the cause behind both',
    '- [ ] 1 person declined before somebody took it: look at owners and rosters',
    '- [ ] Mend “login › at midnight” of login, which is in quarantine (the clock); the entry in the pipeline file makes it last beyond this incident — maya, by 2026-12-31',
    '- [ ] Mend the flaky test “login › now and then”',
    '- [ ] 2 findings of static are suppressed: mend them before the suppression in the pipeline file ends',
    '- [ ] The performance gate was inconclusive and accepted (a busy machine): measure it in quiet — pete',
    '- [ ] Signed in spite of a known risk: the fix changes the pipeline file — paula',
    '- [ ] The glass was broken for `2222…2222` (customers wait): do afterwards what was left out — olga, paula',
    '- [ ] Answer paula\'s question: And the old accounts?',
    '- [ ] 1 release passed every gate and was taken back: add the check that would have found it',
    '- [ ] Open the lane again when it is safe, if nobody has: The lane is closed until a person opens it',
    '- [ ] Customers told of it and no alert did: add one for it',
    '- [ ] Mend the channel slack: it did not take 1 message',
  ]);
});

describe('a follow-up', () => {
  const whats = (change: Partial<IncidentRecord>): string => followUpsOf({ ...aHardDay(), ...change }).map(({ what }) => what).join('\n');

  it('is not a question that was answered by whom it was asked', () => {
    expect(whats({})).not.toContain('Why is it safe?'); // maya's note came after it
    expect(whats({ timeline: [] })).toContain('Why is it safe?');
  });

  it('is a rollback that was not verified', () => {
    const deployments = aHardDay().deployments.map((deployment) => ({ ...deployment, restoredAt: null }));
    expect(whats({ deployments })).toContain('The rollback of `1111…1111` in production was not verified: look at what runs there');
  });

  it('of what recovered by itself is to find out why, and nothing is to be merged', () => {
    const { incident } = aHardDay();
    expect(whats({ incident: { ...incident, outcome: 'recovered-by-itself' }, attempts: [] })).toContain('Find out why it recovered by itself');
    expect(whats({ incident: { ...incident, outcome: 'cancelled' } })).not.toContain('Merge');
  });

  it('is no alert for customers\' reports only when none fired', () => {
    expect(whats({ alerts: ['LoginRefused'] })).not.toContain('no alert did');
    expect(whats({ customerReports: 0 })).not.toContain('no alert did');
  });
});

test('a day on which little happened is told shortly: parts with nothing to tell are left out, and what is asked for is said to be nothing', () => {
  const story = storyOf({ ...aRecord('quiet'), acceptance: [], alerts: ['LoginRefused'], impact: { began: null, figures: [] } });
  expect(story.split('\n').filter((line) => line.startsWith('## '))).toEqual(['## How long it took', '## What went badly', '## To do afterwards']);
  expect(story).toContain('Nothing that was recorded.');
  expect(story).toContain('Nothing that the record shows.');
  expect(story).toContain('Trouble began at an unknown time');
});

test('it is Markdown: headings, lists, one table and one drawing', () => {
  const kinds = new Set(structureOf(storyOf(aHardDay())).filter((type) => type.endsWith('_open') || !type.includes('_')));
  expect([...kinds].sort()).toEqual(['bullet_list_open', 'em_open', 'fence', 'heading_open', 'list_item_open', 'ordered_list_open', 'paragraph_open', 'strong_open', 'table_open', 'tbody_open', 'td_open', 'th_open', 'thead_open', 'tr_open']);
});
