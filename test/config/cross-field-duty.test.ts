// Duty, ladders and people of the installation file fit together, or every fault is told with its line.
import { parseInstallation } from '../../src/config/installation';
import { isDefaultLadder } from '../../src/config/cross-field-duty';
import { changed, ENVIRONMENT, INSTALLATION } from '../support/files';
import { faultsIn } from './faults';

const WITH_DUTY = changed(INSTALLATION, `integrations:
`, `    duty: web
duty:
  - use: rotation
    name: web
    zone: Europe/Berlin
    starts: 2026-01-05T09:00
    every: 1w
    people: [maya, olga]
    overrides: [{ from: 2026-03-04T18:00, to: 2026-03-05T09:00, person: paula }]
  - { use: icalendar, name: holidays, url: "https://calendar.example/\${PROMETHEUS_HOST}.ics" }
integrations:
`).replace('policies: { assignWithin: 5m }', `  notifiers: [{ use: console }, { use: smtp, name: mail, url: "smtp://127.0.0.1:25", sender: d@shop.example }]
policies:
  assignWithin: 15m
  ladders:
    assign:
      - { after: 0s, tell: [product-owner, duty] }
      - { after: 10m, tell: ["duty:holidays", olga, everybody] }
    fix: [{ after: 0s, tell: [assignee] }]
    signOff: [{ after: 0s, tell: [deciders] }]`);

function faultsOf(text: string): string[] {
  return faultsIn(() => parseInstallation(text, 'dayshift.yaml', ENVIRONMENT));
}
const after = (passage: string, by: string): string[] => faultsOf(changed(WITH_DUTY, passage, by));

test('a file with rosters, ladders and channels is taken, with the variable in its calendar\'s address put in', () => {
  expect(parseInstallation(WITH_DUTY, 'dayshift.yaml', ENVIRONMENT)).toMatchObject({ duty: [{ name: 'web' }, { url: 'https://calendar.example/prometheus.ics' }], services: [{ duty: 'web' }] });
});

describe('default ladders make no small file faulty', () => {
  test('one without rosters, notifiers or some of the roles', () => {
    expect(faultsOf(INSTALLATION)).toEqual([]);
    expect(faultsOf(INSTALLATION.replace('[product-owner]', '[stakeholder]'))).toEqual([]);
    expect(faultsOf(INSTALLATION.replace('[operations-engineer]', '[stakeholder]'))).toEqual([]);
  });

  test('one with short deadlines, or a channel that reaches nobody', () => {
    expect(faultsOf(changed(INSTALLATION, 'assignWithin: 5m', 'assignWithin: 1m, fixWithin: 5m'))).toEqual([]);
    expect(faultsOf(changed(INSTALLATION, 'policies:', '  notifiers: [{ use: smtp, url: "smtp://127.0.0.1:25", sender: d@shop.example }]\npolicies:'))).toEqual([]);
  });

  test('are told apart from written ones', () => {
    const { ladders } = parseInstallation(WITH_DUTY, 'dayshift.yaml', ENVIRONMENT).policies;
    expect(isDefaultLadder('assign', ladders.assign)).toBe(false);
    expect(isDefaultLadder('fix', parseInstallation(INSTALLATION, 'dayshift.yaml', ENVIRONMENT).policies.ladders.fix)).toBe(true);
  });
});

describe('rosters', () => {
  test('differ in name', () => {
    expect(after('name: holidays', 'name: web')).toContainEqual(expect.stringMatching(/^line 29: duty\[1\]\.name: found `web` for the second time/));
  });

  test('have people of the team, in turns and overrides', () => {
    expect(after('people: [maya, olga]', 'people: [maya, olgaa]')).toEqual(['line 27: duty[0].people[1]: found `olgaa`, who is not in the team; write `olga` instead']);
    expect(after('person: paula }]', 'person: zoe }]')).toEqual([expect.stringContaining('duty[0].overrides[0].person: found `zoe`, who is not in the team; write one of `paula`, `maya`, `olga` instead')]);
  });

  test('have overrides that end after they begin, on days that exist', () => {
    expect(after('to: 2026-03-05T09:00', 'to: 2026-03-04T18:00')).toEqual(['line 28: duty[0].overrides[0].to: found `2026-03-04T18:00`, not after its `from`; write a time after `2026-03-04T18:00` instead']);
    expect(after('starts: 2026-01-05T09:00', 'starts: 2026-02-30T09:00')).toEqual(['line 25: duty[0].starts: found `2026-02-30T09:00`, a day that does not exist; write a day of the calendar instead']);
  });

  test('have a zone that the runtime knows, and so do quiet hours', () => {
    expect(after('zone: Europe/Berlin', 'zone: Europe/Berlni')).toEqual(['line 24: duty[0].zone: found `Europe/Berlni`, a time zone that nobody knows; write `Europe/Berlin` instead']);
    expect(after('roles: [operations-engineer] }', 'roles: [operations-engineer], quietHours: { from: "22:00", to: "07:00", zone: Mars/Olympus } }')).toEqual([expect.stringContaining('line 5: team[2].quietHours.zone: found `Mars/Olympus`, a time zone that nobody knows')]);
  });

  test.each(['/srv/calendar.ics', 'ftp://calendar.example/a.ics', 'https://'])('are fetched from a web address, which %s is not, and which is never repeated', (address) => {
    expect(after('"https://calendar.example/${PROMETHEUS_HOST}.ics"', `"${address}"`)).toEqual(['line 29: duty[1].url: found what is no web address; write the calendar\'s address, beginning with `https://`, `http://` or `webcal://` instead']);
    expect(parseInstallation(changed(WITH_DUTY, 'https://calendar.example/', ''), 'dayshift.yaml').duty).toHaveLength(2);
  });

  test('are named by services', () => {
    expect(after('    duty: web\n', '    duty: wep\n')).toEqual(['line 20: services[0].duty: found `wep`, which is no duty roster; write `web` instead']);
    expect(faultsOf(changed(INSTALLATION, 'integrations:\n', '    duty: web\nintegrations:\n'))).toEqual([expect.stringContaining('services[0].duty: found `web`, which is no duty roster; write the name of a roster, and the roster under `duty` instead')]);
  });
});

describe('ladders', () => {
  test.each([
    ['olga, everybody', 'olgaa', '`olgaa`, which is no audience; write `olga` instead'],
    ['olga, everybody', 'product-onwer', '`product-onwer`, which is no audience; write `product-owner` instead'],
    ['olga, everybody', 'qqqqqqqqqqq', '`qqqqqqqqqqq`, which is no audience; write `assignee`, `deciders`, `everybody`, `duty`, a role or a person\'s id instead'],
    ['olga, everybody', 'devtester', '`devtester`, a role that nobody has; write a role of somebody in the team instead'],
    ['olga, everybody', '"rota:web"', '`rota:web`; write `duty:<roster>`, or an audience without a colon instead'],
    ['"duty:holidays"', '"duty:holiday"', '`duty:holiday`, which is no duty roster; write `duty:holidays` instead'],
  ])('with %s as %s are refused', (passage, by, said) => {
    expect(after(passage, by)).toEqual([expect.stringMatching(/^line 44: policies\.ladders\.assign\[1\]\.tell\[[01]\]: found /)]);
    expect(after(passage, by)[0]).toContain(said);
  });

  test('speak of duty only when every service has a roster, and say which has none', () => {
    const second = '  - { name: checkout, repository: r, address: a, impact: [{ name: n, unit: count, query: q }] }\n';
    expect(after('duty:\n  - use', `${second}duty:\n  - use`)).toEqual([expect.stringContaining('policies.ladders.assign[0].tell[1]: found `duty`, but `checkout` has no duty roster; write `duty:<roster>`, or give `checkout` a `duty` instead')]);
  });

  test('have no rung after their deadline', () => {
    expect(after('{ after: 10m,', '{ after: 15m,')).toEqual([]);
    expect(after('{ after: 10m,', '{ after: 20m,')).toEqual(['line 44: policies.ladders.assign[1].after: found `20m`, later than `assignWithin: 15m`; write at most `15m` instead']);
    expect(after('{ after: 0s, tell: [assignee] }', '{ after: 5h, tell: [assignee] }')).toEqual([expect.stringContaining('policies.ladders.fix[0].after: found `5h`, later than `fixWithin: 4h`')]);
  });
});

describe('people', () => {
  const olga = (more: string) => changed(WITH_DUTY, 'roles: [operations-engineer] }', `roles: [operations-engineer], ${more} }`);

  test('choose notifiers that are there', () => {
    expect(faultsOf(olga('notify: [{ by: mail }], reach: { email: olga@shop.example }'))).toEqual([]);
    expect(faultsOf(olga('notify: [{ by: mial }]'))).toEqual([expect.stringContaining('line 5: team[2].notify[0].by: found `mial`, which is no notifier; write `mail` instead')]);
    expect(faultsOf(olga('notify: [{ by: smtp }]'))).toEqual([expect.stringContaining('found `smtp`, which is no notifier; write one of `console`, `mail` instead')]);
  });

  test('whom no channel reaches are a fault when a rotation of a ladder comes to them alone', () => {
    expect(faultsOf(changed(olga('notify: [{ by: mail }]'), 'tell: [product-owner, duty]', 'tell: [duty]'))).toEqual([expect.stringContaining('line 5: team[2]: found `olga`, whom no channel reaches although a ladder depends on them alone; write `reach`')]);
  });

  test('whom no channel reaches are a fault when a rung names them, or a role that only they have', () => {
    const unreached = olga('notify: [{ by: mail }]');
    expect(faultsOf(changed(unreached, '"duty:holidays", olga, everybody', 'olga'))).toHaveLength(1);
    expect(faultsOf(changed(unreached, '"duty:holidays", olga, everybody', 'operations-engineer'))).toHaveLength(1);
    expect(faultsOf(changed(unreached, '"duty:holidays", olga, everybody', 'olga, maya'))).toEqual([]);
    expect(faultsOf(unreached)).toEqual([]);
  });
});

test('a file that is wrong elsewhere too is told everything at once', () => {
  const faults = faultsOf(changed(WITH_DUTY, 'people: [maya, olga]', 'people: [mayo]').replace('every: 1w', 'every: weekly').replace('duty: web\n', 'duty: wep\n'));
  expect(faults).toEqual([
    expect.stringContaining('line 20: services[0].duty'), expect.stringContaining('line 26: duty[0].every: found `weekly`; write a number of days or weeks'),
    expect.stringContaining('line 27: duty[0].people[0]: found `mayo`'),
  ]);
});
