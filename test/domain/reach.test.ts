// Whom does a ladder reach, however things stand?
import { channelsOf, reachOf, standingsOf, standingsOfDeciders, type Circumstances, type Reachable } from '../../src/domain/reach';

function aMember(id: string, roles: Reachable['roles'], about: Partial<Reachable> = {}): Reachable {
  return { id, roles, reach: {}, ...about };
}
const paula = aMember('paula', ['product-owner'], { reach: { email: 'paula@shop.example' } });
const maya = aMember('maya', ['developer'], { reach: { email: 'maya@shop.example', slack: 'U011' } });
const ravi = aMember('ravi', ['developer', 'operations-engineer'], { reach: { slack: 'U022' } });
const olga = aMember('olga', ['operations-engineer'], { reach: { email: 'olga@shop.example' } });
const TEAM = [paula, maya, ravi, olga];
const CONSOLE = { name: 'console', use: 'console' };
const MAIL = { name: 'mail', use: 'smtp' };
const SLACK = { name: 'slack', use: 'slack' };
const things = (about: Partial<Circumstances> = {}): Circumstances => ({ team: TEAM, deciders: standingsOfDeciders(TEAM, ['operations-engineer']), duty: {}, ...about });
const reach = (tell: string[], channels = [MAIL], about: Partial<Circumstances> = {}) => reachOf([{ afterSeconds: 0, tell }], things(about), channels)[0];

describe('a person\'s channels', () => {
  test('are those that can reach them', () => {
    expect(channelsOf(ravi, [CONSOLE, MAIL, SLACK], 'low')).toEqual(['console', 'slack']);
    expect(channelsOf(paula, [CONSOLE, MAIL, SLACK], 'low')).toEqual(['console', 'mail']);
  });

  test('are none when what is written is no id of a Slack member', () => {
    expect(channelsOf({ ...maya, reach: { slack: '@maya' } }, [SLACK], 'critical')).toEqual([]);
  });

  test('and that they chose for that severity', () => {
    const choosy = aMember('noor', ['developer'], { reach: { email: 'n@shop.example', slack: 'U033' }, notify: [{ by: 'mail', from: 'low' }, { by: 'slack', from: 'high' }] });
    expect(channelsOf(choosy, [CONSOLE, MAIL, SLACK], 'medium')).toEqual(['mail']);
    expect(channelsOf(choosy, [CONSOLE, MAIL, SLACK], 'critical')).toEqual(['mail', 'slack']);
    expect(channelsOf({ ...choosy, notify: [] }, [CONSOLE, MAIL, SLACK], 'critical')).toEqual([]);
  });
});

describe('an audience may stand in several ways', () => {
  test('any developer may be the assignee', () => {
    expect(standingsOf('assignee', things())).toEqual([{ people: ['maya'], when: 'maya is the assignee' }, { people: ['ravi'], when: 'ravi is the assignee' }]);
    expect(standingsOf('assignee', things({ team: [paula] }))).toEqual([{ people: [], when: 'nobody is a developer' }]);
  });

  test('any developer may have written the fix, and does not decide then', () => {
    expect(standingsOf('deciders', things())).toEqual([{ people: ['ravi', 'olga'], when: 'maya wrote the fix' }, { people: ['olga'], when: 'ravi wrote the fix' }]);
    expect(standingsOfDeciders([olga], ['operations-engineer'])).toEqual([{ people: ['olga'], when: 'olga may sign off' }]);
    expect(standingsOfDeciders([olga], ['security-tester'])).toEqual([{ people: [], when: 'nobody is security-tester' }]);
    expect(standingsOf('deciders', things({ deciders: undefined }))).toEqual([]);
  });

  test('whoever may be on duty, by the service\'s roster or a named one', () => {
    const duty = { web: [{ people: ['maya'], when: 'maya is on duty' }, { people: [], when: 'nobody is on duty on Sunday' }] };
    expect(standingsOf('duty', things({ duty, roster: 'web' }))).toEqual(duty.web);
    expect(standingsOf('duty:web', things({ duty }))).toEqual(duty.web);
    expect(standingsOf('duty', things({ duty }))).toEqual([{ people: [], when: 'the service has no duty roster' }]);
    expect(standingsOf('duty:night', things({ duty }))).toEqual([{ people: [], when: 'there is no roster night' }]);
  });

  test('a role, a person, everybody', () => {
    expect(standingsOf('operations-engineer', things())).toEqual([{ people: ['ravi', 'olga'], when: 'the role operations-engineer is meant' }]);
    expect(standingsOf('devtester', things())).toEqual([{ people: [], when: 'nobody is devtester' }]);
    expect(standingsOf('olga', things())).toEqual([{ people: ['olga'], when: 'olga is meant' }]);
    expect(standingsOf('zoe', things())).toEqual([{ people: [], when: 'zoe is not in the team' }]);
    expect(standingsOf('everybody', things())[0]?.people).toEqual(['paula', 'maya', 'ravi', 'olga']);
  });
});

describe('a rung', () => {
  test('holds when somebody is reached in every way that it may stand, and says who by what', () => {
    expect(reach(['assignee'], [MAIL, SLACK])).toEqual({
      rung: { afterSeconds: 0, tell: ['assignee'] }, holes: [], mayWait: [],
      people: [{ person: 'maya', by: ['mail', 'slack'] }, { person: 'ravi', by: ['slack'] }],
    });
  });

  test('does not hold when one developer could not be reached as assignee', () => {
    expect(reach(['assignee'])?.holes).toEqual([{ severities: ['low', 'medium', 'high', 'critical'], why: 'assignee: no channel reaches ravi when ravi is the assignee', meansNobody: false, unknown: false }]);
  });

  test('holds by one word of its audience, whatever the others come to', () => {
    expect(reach(['assignee', 'duty', 'product-owner'])?.holes).toEqual([]);
  });

  test('that means nobody says so for each word', () => {
    expect(reach(['duty', 'devtester'])?.holes).toEqual([{ severities: ['low', 'medium', 'high', 'critical'], why: 'duty: the service has no duty roster; devtester: nobody is devtester', meansNobody: true, unknown: false }]);
  });

  test('has a hole at the severities for which nobody chose a channel', () => {
    const team = [{ ...paula, notify: [{ by: 'mail', from: 'high' as const }] }, maya];
    expect(reach(['product-owner'], [MAIL], { team })?.holes).toEqual([{ severities: ['low', 'medium'], why: 'product-owner: no channel reaches paula when the role product-owner is meant', meansNobody: false, unknown: false }]);
  });

  test('may wait when everybody reached is quiet for `high` too; `critical` never waits', () => {
    const quiet = (unless: 'high' | 'critical') => [{ ...paula, quietHours: { from: '22:00', to: '07:00', zone: 'Europe/Berlin', unless } }];
    expect(reach(['product-owner'], [MAIL], { team: quiet('high') })?.mayWait).toEqual([]);
    expect(reach(['product-owner'], [MAIL], { team: quiet('critical') })?.mayWait).toEqual(['high']);
    expect(reach(['product-owner', 'maya'], [MAIL], { team: [...quiet('critical'), maya] })?.mayWait).toEqual([]);
  });

  test('hangs on what is unknown when only deciders are meant and the pipeline file cannot be read', () => {
    expect(reach(['deciders'], [MAIL], { deciders: undefined })).toMatchObject({ holes: [{ why: 'deciders: not known', meansNobody: false, unknown: true }] });
    expect(reach(['deciders', 'product-owner'], [MAIL], { deciders: undefined })).toMatchObject({ holes: [] });
  });
});
