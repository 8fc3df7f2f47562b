// What no field of a pipeline file can know alone: matrices, needs, services, profiles, stages and exceptions are refused with line, place and advice.
import { endedExceptions } from '../../src/config/cross-field-exceptions';
import { parsePipelineFile } from '../../src/config/pipeline-file';
import { changed, PIPELINE } from '../support/files';
import { after, faultsOf } from './pipeline-faults';

const MATRIX = 'matrix: { device: [desktop-chrome, ipad], environment: [current-data, legacy-data] }';
const CRITERION = 'tests: ["login › accepts the e-mail in any letter case"]';
const STATIC = '      - { name: static, run: npm run test:static, report: { sarif: results/static.sarif }, ratchet: new, from: warning }';
const THRESHOLDS = `thresholds:
          "http_req_duration p(95)": { max: 250ms, regression: 20% }
          "http_req_failed rate": { max: 1% }`;

/** The faults of the functional check, with more said of it. */
function ofLogin(more: string): string[] {
  return after(MATRIX, `${MATRIX}\n        ${more}`);
}

/** The faults of the load check, with other thresholds and more said of it. */
function ofLoad(thresholds: string, more = ''): string[] {
  return after(THRESHOLDS, `thresholds: ${thresholds}\n        ${more}`);
}

describe('places of a matrix', () => {
  test.each([
    ['exclude: [{ devise: ipad }]', 'exclude[0].devise: found the axis `devise`, which is not there; write `device` instead'],
    ['exclude: [{ device: ipadd }]', 'exclude[0].device: found `ipadd`, which is no value of `device`; write `ipad` instead'],
    ['exclude: [{ device: desktop-chrome }, { device: ipad }]', 'exclude: found every cell, so that nothing would be run; write points that leave at least one instead'],
    ['include: [{ browser: firefox }]', 'include[0].browser: found the axis `browser`, which the matrix has not; write one of `device`, `environment` instead'],
    ['include: [{}]', 'include[0]: found a point without an axis; write a value for each axis instead'],
    ['include: [{ environment: legacy-data, device: ipad }]', 'include[0]: found a cell that is there already (environment=legacy-data, device=ipad); write a point that no other cell has instead'],
    ['cells: [{ at: { device: pixel }, env: { A: b } }]', 'cells[0].at.device: found `pixel`, which is no value of `device`; write one of `desktop-chrome`, `ipad` instead'],
  ])('%s', (more, fault) => {
    expect(ofLogin(more)).toEqual([expect.stringContaining(`stages.functional.checks[0].${fault}`)]);
  });

  test('an included point may have a value of its own, and cells and criteria may name it', () => {
    const text = changed(changed(PIPELINE, MATRIX, `${MATRIX}\n        include: [{ device: pixel-8, environment: current-data }]\n        cells: [{ at: { device: pixel-8 }, env: { SLOW: "1" } }]`), CRITERION, `${CRITERION}\n        in: [{ device: pixel-8 }]`);
    expect(faultsOf(text)).toEqual([]);
  });

  test('what was excluded may be included again, and without a matrix what is included is all', () => {
    expect(ofLogin('exclude: [{ device: ipad }]\n        include: [{ device: ipad, environment: legacy-data }]')).toEqual([]);
    expect(after(MATRIX, 'include: [{ device: a, os: b }, { device: c, os: d }]')).toEqual([]);
    expect(after(MATRIX, 'include: [{ device: a }, { device: a }]')).toEqual([expect.stringContaining('include[1]: found a cell that is there already (device=a)')]);
  });

  test('lists that other tools have within the matrix stand beside it, and that is all that is said of them', () => {
    expect(after('legacy-data] }', 'legacy-data], include: [{ device: pixel-8 }], exclude: [a] }')).toEqual([
      expect.stringContaining('matrix.include: found `include` within the matrix; write `include` beside `matrix` instead'),
      expect.stringContaining('matrix.exclude: found `exclude` within the matrix; write `exclude` beside `matrix` instead'),
    ]);
  });

  test('included points count as cells, and leave dayshift\'s variables alone', () => {
    expect(after(MATRIX, `include: [${Array.from({ length: 501 }, (_, i) => `{ device: d${i} }`).join(', ')}]`)).toEqual([expect.stringContaining('stages: found 503 cells; write matrices of at most 500')]);
    expect(after(MATRIX, 'include: [{ seconds: a }]')).toEqual([expect.stringContaining('include[0].seconds: found the axis `seconds`, whose variable dayshift sets itself')]);
  });

  test('a criterion asks for cells that somebody runs', () => {
    expect(after(CRITERION, `${CRITERION}\n        in: [{ device: ipod }]`)).toEqual([expect.stringContaining('criteria[0].in[0].device: found `ipod`, which is no value of `device`; write `ipad` instead')]);
    const text = changed(changed(PIPELINE, MATRIX, `${MATRIX}\n        exclude: [{ device: ipad, environment: legacy-data }]`), CRITERION, `${CRITERION}\n        in: [{ device: ipad, environment: legacy-data }]`);
    expect(faultsOf(text)).toEqual([expect.stringContaining('in[0]: found a place at which there is no cell (device=ipad, environment=legacy-data)')]);
  });
});

describe('checks of a stage', () => {
  const two = (first: string, second: string): string[] => after(STATIC, [['static', first], ['secrets', second]].map(([name, more]) => `      - { name: ${name}, run: x, report: { sarif: r/${name}.sarif }, ${more} }`).join('\n'));

  test('need others of the same stage', () => {
    expect(two('needs: [secrets]', 'from: note')).toEqual([]);
    expect(two('needs: [login]', 'from: note')).toEqual([expect.stringContaining('checks[0].needs[0]: found `login`, which is no check of the stage `security`; write `secrets` instead')]);
    expect(two('needs: [static]', 'from: note')).toEqual([expect.stringContaining('needs[0]: found `static` itself')]);
  });

  test('do not wait for each other, which is told once', () => {
    expect(two('needs: [secrets]', 'needs: [static]')).toEqual([expect.stringContaining('checks[0].needs: found a circle (static → secrets → static)')]);
  });

  test('criteria have ids that differ over all stories', () => {
    const again = 'build:';
    expect(after(again, `  - { id: B, story: s, criteria: [{ id: x, text: t }, { id: x, text: u }] }\n${again}`)).toEqual([expect.stringContaining('stories[1].criteria[1].id: found `x` for the second time; write an id that no other has')]);
  });
});

describe('a check that runs elsewhere', () => {
  test.each(['services: [{ name: db, run: db, ready: { tcp: 5432 } }]', 'limits: { memory: 1GB }', 'network: none', 'cache: [{ key: [a], paths: [b] }]', 'runner: lab'])('has no %s', (more) => {
    expect(ofLogin(`external: ci\n        ${more}`)).toEqual([expect.stringMatching(/found `\w+` on a check that runs elsewhere \(`external: ci`\); write nothing here, or no `external` instead/)]);
  });

  test('may have everything else', () => {
    expect(ofLogin('external: ci\n        env: { A: b }\n        retries: 2')).toEqual([]);
  });
});

describe('what a check asks of its box', () => {
  test('services have names and ports of their own, and an address that can be asked', () => {
    const service = (name: string, ready: string, more = ''): string => `{ name: ${name}, run: x, ready: { ${ready} }${more} }`;
    expect(ofLogin(`services: [${service('db', 'tcp: 1')}, ${service('db', 'tcp: 2')}]`)).toEqual([expect.stringContaining('services[1].name: found `db` for the second time')]);
    expect(ofLogin(`services: [${service('db', 'tcp: 1')}, ${service('web', 'tcp: 1')}]`)).toEqual([expect.stringContaining('services[1].ready.tcp: found `1` for the second time; write a port that no other has')]);
    expect(ofLogin(`services: [${service('web', 'http: "localhost:80"')}]`)).toEqual([expect.stringContaining('ready.http: found `localhost:80`; write an address')]);
    expect(ofLogin(`services: [${service('web', 'tcp: 1', ', within: 0s')}]`)).toEqual([expect.stringContaining('services[0].within: found `0s`; write more than zero')]);
  });

  test.each([['1.5h', 'an amount of bytes, e.g. `512MB`'], ['0MB', 'an amount of bytes, e.g. `512MB`'], ['512', '`512MB`, if that is meant,']])('limits are bytes, not %s', (written, advice) => {
    expect(ofLogin(`limits: { memory: ${written} }`)).toEqual([expect.stringContaining(`limits.memory: found \`${written}\`; write ${advice} instead`)]);
    expect(after('timeout: 10m', `timeout: 10m, limits: { disk: ${written} }`)).toEqual([expect.stringContaining(`build.limits.disk: found \`${written}\``)]);
  });

  test('caches, the bill of materials and inputs of reuse stay inside the checkout', () => {
    expect(ofLogin('cache: [{ key: [../lock], paths: [/root] }]')).toEqual([expect.stringContaining('cache[0].key[0]: found `../lock`'), expect.stringContaining('cache[0].paths[0]: found `/root`')]);
    expect(after('timeout: 10m', 'timeout: 10m, sbom: ~/sbom.json')).toEqual([expect.stringContaining('build.sbom: found `~/sbom.json`, which leads out of the checkout')]);
    expect(after('signOff:', 'reuse: { inputs: [test, ../other] }\nsignOff:')).toEqual([expect.stringContaining('reuse.inputs[1]: found `../other`')]);
  });

  test('only tests are run again', () => {
    expect(after('ratchet: new', 'retries: 2')).toEqual([expect.stringContaining('retries: found 2 on a report without tests; write nothing here: only a failed test is run again instead')]);
    expect(after('ratchet: new', 'retries: 0')).toEqual([]);
  });
});

describe('metrics', () => {
  test.each(['k6: r/s.json', 'autocannon: r/s.json', 'lighthouse: r/s.json'])('of %s are held to a regression', (report) => {
    expect(after('k6: results/summary.json', report)).toEqual([]);
  });

  test.each(['lcov: r/lcov.info', 'cobertura: r/c.xml'])('of %s, which are no load, are held to fixed limits only', (report) => {
    const text = changed(PIPELINE, 'k6: results/summary.json', report);
    expect(faultsOf(text)).toEqual([expect.stringContaining('http_req_duration p(95).regression: found a regression of what is no load; write `min` or `max` instead')]);
    expect(faultsOf(changed(text, THRESHOLDS, 'thresholds: { lines covered: { min: 80% } }'))).toEqual([]);
  });

  test('of a soak or a stress are not compared, for these load the candidate alone', () => {
    expect(ofLoad('{ a b: { regression: 5% } }', 'profile: { kind: soak, for: 5m }')).toEqual([expect.stringContaining('found a regression with the profile `soak`, which loads the candidate alone; write `min` or `max` instead')]);
    expect(ofLoad('{ a b: { max: 1s } }', 'profile: { kind: soak, for: 5m }')).toEqual([]);
  });

  test('a soak is over before its check is ended', () => {
    expect(ofLoad('{ a b: { max: 1s } }', 'profile: { kind: soak, for: 10m }')).toEqual([expect.stringContaining('profile.for: found `10m`, while the check is ended after `10m`; write less, or a longer `timeout`, instead')]);
    expect(ofLoad('{ a b: { max: 1s } }', 'profile: { kind: soak, for: 1h }\n        timeout: 70m')).toEqual([]);
    expect(ofLoad('{ a b: { max: 1s } }', 'profile: { kind: soak, for: 0s }')).toEqual([expect.stringContaining('profile.for: found `0s`; write more than zero')]);
  });

  test('a stress rises, and holds at one of its levels', () => {
    expect(ofLoad('{ a b: { max: 1s } }', 'profile: { kind: stress, levels: [10, 20, 40], holds: 20 }')).toEqual([]);
    expect(ofLoad('{ a b: { max: 1s } }', 'profile: { kind: stress, levels: [10, 40, 20], holds: 30 }')).toEqual([
      expect.stringContaining('profile.levels[2]: found 20 after 40; write levels that rise instead'), expect.stringContaining('profile.holds: found 30, which is no level; write one of 10, 40, 20 instead'),
    ]);
  });

  test('a profile is of metrics', () => {
    expect(ofLogin('profile: { kind: soak, for: 5m }')).toEqual([expect.stringContaining('profile: found the profile `soak` on a report without metrics')]);
  });

  test('rounds do not pass their limit', () => {
    expect(ofLoad('{ a b: { regression: 5% } }', 'rounds: 9')).toEqual([expect.stringContaining('rounds: found 9, more than `maxRounds` (8); write at most 8, or a higher `maxRounds`, instead')]);
    expect(ofLoad('{ a b: { regression: 5% } }', 'rounds: 9\n        maxRounds: 9')).toEqual([]);
  });
});

describe('stages of the team\'s own', () => {
  const stages = (...rows: string[]): string[] => after('signOff:', `furtherStages:\n${rows.map((row) => `  ${row}\n`).join('')}signOff:`);
  const CHECKS = 'checks: [{ name: a, run: x, report: { junit: r/a.xml } }]';

  test('follow a stage that is there, also one of their own', () => {
    expect(stages(`accessibility: { after: functional, ${CHECKS} }`, `languages: { after: accessibility, ${CHECKS} }`)).toEqual([]);
    expect(stages(`accessibility: { after: secruity, ${CHECKS} }`)).toEqual([expect.stringContaining('furtherStages.accessibility.after: found `secruity`, which is no stage; write `security` instead')]);
  });

  test('do not follow each other in a circle', () => {
    expect(stages(`one: { after: two, ${CHECKS} }`, `two: { after: one, ${CHECKS} }`)).toEqual([expect.stringContaining('furtherStages.one.after: found a circle (one → two → one); write one of `functional`, `performance`, `security` instead')]);
    expect(stages(`one: { after: one, ${CHECKS} }`)).toEqual([expect.stringContaining('found `one` itself')]);
  });

  test.each(['functional', 'build', 'sign-off', 'watch', 'further'])('are not called %s', (name) => {
    expect(stages(`${name}: { ${CHECKS} }`)).toEqual([expect.stringContaining(`furtherStages.${name}: found the name \`${name}\`, which a part of the day has`)]);
  });

  test('have checks that are judged by the same rules', () => {
    expect(stages('accessibility: { checks: [{ name: a, run: x, report: { k6: r/a.json } }] }')).toEqual([expect.stringContaining('furtherStages.accessibility.checks[0].thresholds: found no threshold')]);
  });
});

describe('exceptions', () => {
  const quarantine = (about: string): string[] => after('signOff:', `quarantine: [{ test: t, owner: maya, reason: r, ${about} }]\nsignOff:`);
  const suppression = (about: string): string[] => after('signOff:', `suppressions: [{ rule: r, owner: maya, reason: r, ${about} }]\nsignOff:`);

  test('are of checks that are there, and whose reports have such', () => {
    expect(quarantine('check: logon, at: [{}], review: 2026-01-01')).toEqual([expect.stringContaining('quarantine[0].check: found `logon`, which is no check; write `login` instead')]);
    expect(quarantine('check: static, at: [{}], review: 2026-01-01')).toEqual([expect.stringContaining('found `static`, whose report has no tests')]);
    expect(suppression('check: login, until: 2026-01-01')).toEqual([expect.stringContaining('suppressions[0].check: found `login`, whose report has no findings')]);
    expect(suppression('until: 2026-01-01')).toEqual([]);
  });

  test('name cells of their check', () => {
    expect(quarantine('check: login, at: [{ device: ipad }, {}], review: 2026-01-01')).toEqual([]);
    expect(quarantine('check: login, at: [{ device: ipod }], review: 2026-01-01')).toEqual([expect.stringContaining('quarantine[0].at[0].device: found `ipod`, which is no value of `device`; write `ipad` instead')]);
  });

  test('end within two years', () => {
    const text = changed(PIPELINE, 'signOff:', 'suppressions: [{ rule: r, owner: maya, reason: r, until: 2028-03-02 }]\nsignOff:');
    expect(() => parsePipelineFile(text, 'pipeline.yaml', undefined, new Date('2026-03-02T08:00:00Z'))).not.toThrow();
    expect(() => parsePipelineFile(text, 'pipeline.yaml', undefined, new Date('2026-03-01T08:00:00Z'))).toThrow('suppressions[0].until: found `2028-03-02`, more than 2 years from now; write `2028-03-01` or earlier instead');
  });

  test('that have ended break nothing, and are known', () => {
    const file = parsePipelineFile(changed(PIPELINE, 'signOff:', 'quarantine: [{ check: login, test: t, at: [{}], owner: maya, reason: r, review: 2026-03-02 }]\nsuppressions: [{ rule: r, file: a.ts, owner: maya, reason: r, until: 2026-03-01 }]\nsignOff:'), 'pipeline.yaml');
    expect(endedExceptions(file, '2026-03-02')).toEqual([{ day: '2026-03-01', path: ['suppressions', 0, 'until'], what: 'the suppression of r in a.ts' }]);
    expect(endedExceptions(file, '2026-03-03')).toHaveLength(2);
    expect(endedExceptions(file, '2026-03-01')).toEqual([]);
  });
});

test('all of them are told at once', () => {
  const text = [[MATRIX, `${MATRIX}\n        exclude: [{ device: x }]\n        needs: [x]`], ['8h', '0h'], ['ratchet: new', 'retries: 3'], ['250ms', '3x']].reduce((file, [passage = '', by = '']) => changed(file, passage, by), PIPELINE);
  expect(faultsOf(text)).toHaveLength(5);
});
