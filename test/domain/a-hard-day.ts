// The record of a day on which much went wrong and was put right: every part of the story has something to tell. `say` gives each text from outside.
import type { IncidentRecord } from '../../src/contracts/record';
import { aRecord } from '../integrations/a-record';
import { aTest } from '../support/builders';

const at = (minute: number, second = 0): string => new Date(Date.parse('2026-11-23T09:00:00.000Z') + (minute * 60 + second) * 1000).toISOString();
const BAD = `sha256:${'1'.repeat(64)}`;
const GOOD = `sha256:${'2'.repeat(64)}`;

type Attempt = IncidentRecord['attempts'][number];
type Cell = Attempt['stages'][number]['cells'][number];

export function aHardDay(say: (usual: string) => string = (usual) => usual): IncidentRecord {
  const base = aRecord('storefront.LoginRefused.0123abcd');
  const cell = (change: Partial<Cell> = {}): Cell => ({ check: say('login'), device: 'ipad', environment: null, point: { device: say('ipad') }, verdict: 'passed', reason: '', flaky: [], suppressed: 0, findings: null, tests: null, ...change });
  const tests = { total: 4, passed: 4, failed: 0, skipped: 0, cases: [aTest('login')] };
  const quarantine = { check: say('login'), test: say('login › at midnight'), at: [{ device: 'ipad' }], owner: 'maya', reason: say('the clock'), review: '2026-12-31' };
  const attempt = (number: number, change: Partial<Attempt>): Attempt => ({ number, commit: `${number}`.repeat(40), by: 'maya', subject: say('compare in lower case'), touchesPipeline: false, weakens: [], digest: GOOD, verdict: 'passed', reason: say('every gate passed'), stages: [], ...change });
  return {
    ...base,
    incident: { ...base.incident, title: say('Customers cannot log in'), cause: say('LoginRefused'), recurrenceOf: 'storefront.LoginRefused.ffffffff' },
    impact: {
      began: at(-1),
      figures: [
        { name: say('customers'), unit: 'customers', query: say('count(x)'), value: null, reason: say('no data'), at: at(1) },
        { name: say('logins refused'), unit: 'share', query: say('sum(rate(x[5m]))'), value: 0.314, at: at(1), series: { from: at(-10), stepSeconds: 60, values: [0, 0.001, null, 0.2, 0.314, 0.1, 0] } },
      ],
    },
    alerts: [], customerReports: 3, reopened: 1, rollbacks: 1, branch: say('incident/login'),
    suggested: { person: 'maya', why: say('owner of the login') }, assignment: { to: 'maya', by: 'paula', at: at(1) },
    declined: [{ by: 'ravi', reason: say('not my part'), at: at(1) }], helpers: ['ravi'],
    undelivered: [{ at: at(2), subject: say('Your turn'), channel: say('slack'), reason: say('no such channel') }],
    attempts: [
      attempt(1, { verdict: 'performance-failed', reason: say('p95 is 900ms'), stages: [
        { stage: 'functional', verdict: 'passed', given: null, cells: [cell({ tests })] },
        { stage: 'performance', verdict: 'failed', given: null, cells: [cell({ verdict: 'failed', reason: say('p95 is 900ms, max 250ms'), flaky: [say('login › now and then')] })] },
        { stage: 'security', verdict: 'not-run', given: null, cells: [cell({ verdict: 'not-run' })] },
      ] }),
      attempt(2, { digest: BAD, stages: [{ stage: 'functional', verdict: 'passed', given: null, cells: [cell({ tests })] }] }),
      attempt(3, { touchesPipeline: true, weakens: [say('the stage security is gone')], stages: [
        { stage: 'functional', verdict: 'passed', given: { by: 'dora', decision: 'quarantine', reason: say('the clock'), at: at(30), through: 'api', quarantine: [quarantine] }, cells: [cell({ tests, flaky: [say('login › at midnight')] })] },
        { stage: 'performance', verdict: 'passed', given: { by: 'pete', decision: 'accept', reason: say('a busy machine'), at: at(31), through: 'api', quarantine: [] }, cells: [cell()] },
        { stage: 'security', verdict: 'passed', given: null, cells: [cell({ check: say('static'), suppressed: 2 })] },
      ] }),
    ],
    acceptance: [{ story: 'LOGIN-1', criterion: say('any letter case'), achieved: true, why: say('passed in 8 of 8 cells') }],
    decisions: [
      { environment: 'production', digest: BAD, state: 'granted', given: [{ by: 'olga', decision: 'approve', digest: BAD, at: at(20), through: 'cli' }], glass: null, risks: [], delegations: [], questions: [] },
      { environment: 'production', digest: GOOD, state: 'rejected', given: [{ by: 'olga', decision: 'reject', digest: GOOD, reason: say('not on a Friday'), at: at(33), through: 'slack' }], glass: null, risks: [], delegations: [], questions: [] },
      {
        environment: 'production', digest: GOOD, state: 'granted',
        given: [{ by: 'paula', decision: 'approve', digest: GOOD, for: 'olga', exception: say('customers wait'), reason: say('it is right'), at: at(36), through: 'api' }],
        glass: { by: ['olga', 'paula'], reason: say('customers wait'), digest: GOOD, at: at(37) }, risks: [say('the fix changes the pipeline file'), `dora put “x” into quarantine: ${say('the clock')}`],
        delegations: [{ from: 'olga', to: 'paula', reason: say('on the train'), at: at(34) }],
        questions: [{ by: 'paula', to: 'maya', text: say('Why is it safe?'), at: at(35) }, { by: 'paula', text: say('And the old accounts?'), at: at(36, 30) }],
      },
    ],
    deployments: [
      { environment: 'production', digest: BAD, commit: '2'.repeat(40), attempt: 2, startedAt: at(21), at: at(21, 20), endedAt: at(24), outcome: 'rolled-back', why: say('the budget burns'), committedAt: at(15), restoredAt: at(24, 30) },
      { environment: 'production', digest: GOOD, commit: '3'.repeat(40), attempt: 3, startedAt: at(38), at: at(38, 20), endedAt: at(50), outcome: 'kept', committedAt: at(29), restoredAt: null, isBrokenGlass: true },
    ],
    durations: { detectSeconds: 60, assignSeconds: 60, fixSeconds: 1800, deploySeconds: 80, recoverSeconds: 2400 },
    timeline: [
      { at: at(0), kind: 'opened', who: 'dayshift', text: say('Opened for storefront'), tone: 'bad' },
      { at: at(5), kind: 'deadlinePassed', who: 'dayshift', text: say('assign: the deadline passed with paula'), tone: 'bad' },
      { at: at(23), kind: 'laneBlocked', who: 'operations-engineer', text: say('The lane is closed until a person opens it'), tone: 'bad' },
      { at: at(36), kind: 'noted', who: 'maya', text: say('It compares both sides'), tone: 'neutral' },
      { at: at(50), kind: 'closed', who: 'dayshift', text: say('Closed, fixed'), tone: 'good' },
    ],
  };
}
