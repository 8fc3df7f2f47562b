// Who is told by which channel, at once or later?
import type { TeamMember } from '../../src/contracts/team';
import { heldUntil, routeTelling, type TellingQuestion } from '../../src/domain/telling';

type Recipient = Pick<TeamMember, 'id' | 'notify' | 'quietHours'>;
const BERLIN = { from: '22:00', to: '07:00', zone: 'Europe/Berlin', unless: 'high' } as const;
const CHANNELS = ['console', 'mail', 'slack'];

function route(change: Partial<TellingQuestion> & { recipients?: Recipient[] } = {}) {
  return routeTelling({ to: ['maya'], severity: 'medium', at: '2026-01-05T12:00:00Z', channels: CHANNELS, recipients: [{ id: 'maya' }, { id: 'olga' }], ...change });
}

describe('channels', () => {
  it('are every one for a person without a choice, and for one whom the installation does not know', () => {
    expect(route({ to: ['maya', 'stranger'] })).toEqual({ now: CHANNELS.map((channel) => ({ channel, people: ['maya', 'stranger'] })), later: [] });
  });

  it('are those that the person chose for that severity', () => {
    const maya: Recipient = { id: 'maya', notify: [{ by: 'mail', from: 'low' }, { by: 'slack', from: 'high' }] };
    expect(route({ recipients: [maya] }).now).toEqual([{ channel: 'mail', people: ['maya'] }]);
    expect(route({ recipients: [maya], severity: 'high' }).now.map(({ channel }) => channel)).toEqual(['mail', 'slack']);
  });

  it('carry each person once, however often named', () => {
    expect(route({ to: ['olga', 'maya', 'olga'] }).now[0]).toEqual({ channel: 'console', people: ['olga', 'maya'] });
  });

  it('are none for who chose none: it is neither told nor put off', () => {
    const maya: Recipient = { id: 'maya', notify: [], quietHours: BERLIN };
    expect(route({ recipients: [maya], at: '2026-01-05T02:00:00Z' })).toEqual({ now: [], later: [] });
  });

  it('are each told once in their common place when everybody is meant, also at night', () => {
    const recipients: Recipient[] = [{ id: 'maya', quietHours: BERLIN, notify: [] }];
    expect(route({ to: [], recipients, at: '2026-01-05T02:00:00Z', severity: 'low' })).toEqual({ now: CHANNELS.map((channel) => ({ channel, people: [] })), later: [] });
  });
});

describe('quiet hours', () => {
  it('put a person off until they end, while the others are told', () => {
    const answer = route({ to: ['maya', 'olga'], recipients: [{ id: 'maya', quietHours: BERLIN }, { id: 'olga' }], at: '2026-01-05T23:30:00Z' });
    expect(answer.now).toEqual(CHANNELS.map((channel) => ({ channel, people: ['olga'] })));
    expect(answer.later).toEqual([{ person: 'maya', until: '2026-01-06T06:00:00.000Z' }]);
  });

  it('name who can be told first at the beginning', () => {
    const recipients: Recipient[] = [{ id: 'maya', quietHours: BERLIN }, { id: 'olga', quietHours: { ...BERLIN, to: '05:30' } }];
    expect(route({ to: ['maya', 'olga'], recipients, at: '2026-01-05T23:30:00Z' }).later.map(({ person }) => person)).toEqual(['olga', 'maya']);
  });

  it.each([
    ['what is severe enough', 'high', '2026-01-05T02:00:00Z', undefined],
    ['what is worse', 'critical', '2026-01-05T02:00:00Z', undefined],
    ['the day', 'low', '2026-01-05T12:00:00Z', undefined],
    ['the last quiet second', 'low', '2026-01-05T05:59:59Z', '2026-01-05T06:00:00.000Z'],
    ['the end itself', 'low', '2026-01-05T06:00:00Z', undefined],
    ['the beginning itself', 'low', '2026-01-05T21:00:00Z', '2026-01-06T06:00:00.000Z'],
    ['summer', 'low', '2026-07-05T20:30:00Z', '2026-07-06T05:00:00.000Z'],
    ['the night in which an hour is skipped', 'low', '2026-03-28T22:00:00Z', '2026-03-29T05:00:00.000Z'],
    ['the night in which an hour comes twice', 'low', '2026-10-24T22:00:00Z', '2026-10-25T06:00:00.000Z'],
  ] as const)('know %s', (_, severity, at, until) => {
    expect(heldUntil(BERLIN, severity, at)).toBe(until);
  });

  it('that end within a skipped hour end with it', () => {
    expect(heldUntil({ ...BERLIN, to: '02:30' }, 'low', '2026-03-29T00:30:00Z')).toBe('2026-03-29T01:00:00.000Z');
  });

  it('of a zone with half an hour, within one day', () => {
    expect(heldUntil({ from: '09:00', to: '17:00', zone: 'Asia/Kolkata', unless: 'critical' }, 'high', '2026-01-05T05:00:00Z')).toBe('2026-01-05T11:30:00.000Z');
  });

  it('that end where they begin are none', () => {
    expect(heldUntil({ ...BERLIN, to: '22:00' }, 'low', '2026-01-05T21:00:00Z')).toBeUndefined();
  });
});
