// A pipeline file is taken with its defaults, or refused with every fault at once: line, place, what was found, what to write.
import { parseDocument } from 'yaml';
import { parsePipelineFile } from '../../src/config/pipeline-file';
import { changed, PIPELINE } from '../support/files';
import { aPerson } from '../support/builders';
import { after, CONTEXT, faultsOf } from './pipeline-faults';

test('a whole file is taken, with its defaults', () => {
  const file = parsePipelineFile(PIPELINE, 'pipeline.yaml', CONTEXT);
  expect(file.stages.functional.checks[0]).toMatchObject({ name: 'login', timeout: '10m', rounds: 3, maxRounds: 8, retries: 1, from: 'warning', env: {} });
  expect(file.watch).toMatchObject({ every: '15s', badSamples: 3 });
  expect(file.deploy.strategy).toBe('blue-green');
});

test('every fault is told at once, in the order of the file', () => {
  const text = [['service: storefront', 'service: ""'], ['name: login\n', 'name: Login!\n'], ['max: 250ms', 'max: soon'], ['from: warning', 'from: warnings'], ['8h', '8 hours'], ['onBurn: rollback', 'onBurns: rollback']]
    .reduce((file, [passage = '', by = '']) => changed(file, passage, by), PIPELINE);
  expect(faultsOf(text)).toEqual([
    'line 1: service: found an empty text; write a text that is not empty instead',
    'line 12: stages.functional.checks[0].name: found `Login!`; write lower-case letters, digits and dashes instead',
    'line 22: stages.performance.checks[0].thresholds.http_req_duration p(95).max: found `soon`; write a number and a unit, e.g. `250ms`, `1%` instead',
    'line 26: stages.security.checks[0].from: found `warnings`; write `warning` instead',
    'line 27: signOff.expires: found `8 hours`; write a number and a unit, e.g. `90s`, `10m`, `1h` instead',
    'line 30: watch.onBurns: found the unknown key `onBurns`; write `onBurn` instead',
  ]);
});

test('the error names the file, the count and what to do', () => {
  expect(() => parsePipelineFile('service: 1', 'pipeline.yaml')).toThrow(expect.objectContaining({ code: 'file-faults', message: expect.stringContaining('pipeline.yaml has') as string, advice: expect.stringContaining('Correct each line') as string }) as Error);
});

describe('what is no YAML', () => {
  test('an empty file', () => {
    expect(faultsOf('')).toEqual(['line 1: (file): found nothing; write an object of keys and values instead']);
  });

  test('each error of syntax, with its line', () => {
    const faults = faultsOf('service: [a\nbuild: "open\nservice: b\n');
    expect(faults.length).toBeGreaterThan(1);
    expect(faults.every((fault) => /^line \d+: \(file\): found what is no YAML/.test(fault))).toBe(true);
  });

  test('a key that stands twice', () => {
    expect(after('verify:', 'deploy: { environment: staging }\nverify:')).toEqual([expect.stringMatching(/^line 29: .*Map keys must be unique.*write each key once/)]);
  });

  test('a tab', () => {
    expect(faultsOf('build:\n\trun: make')[0]).toMatch(/^line 2: /);
  });

  test('a tag that asks for more than data', () => {
    expect(faultsOf('service: !include other.yaml')).toEqual([expect.stringContaining('write plain YAML, without tags')]);
  });

  test('two documents', () => {
    expect(faultsOf(`${PIPELINE}---\na: 1\n`)).toEqual([expect.stringContaining('write one document')]);
  });

  test('aliases that grow beyond measure', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]', ...['b', 'c', 'd', 'e'].map((key, i) => `${key}: &${key} [${Array.from({ length: 9 }, () => `*${'abcde'[i]}`).join(',')}]`)].join('\n');
    expect(faultsOf(bomb)).toEqual([expect.stringContaining('aliases that cannot be resolved')]);
  });

  test('a text larger than any pipeline file', () => {
    expect(faultsOf(`# ${'x'.repeat(600_000)}`)).toEqual([expect.stringContaining('write at most 524288')]);
  });
});

describe('unknown keys', () => {
  test('are told with the one that was meant', () => {
    expect(after('signOff:', 'singOff:')).toContain('line 27: singOff: found the unknown key `singOff`; write `signOff` instead');
    expect(after('    checks:\n      - name: login\n', '    cheks:\n      - name: login\n')).toContain('line 11: stages.functional.cheks: found the unknown key `cheks`; write `checks` instead');
    expect(after('timeout: 10m', 'time-out: 10m')).toEqual(['line 8: build.time-out: found the unknown key `time-out`; write `timeout` instead']);
  });

  test('are told with the known ones when nothing is near', () => {
    expect(after('        run: npm run test:e2e\n', '        run: npm run test:e2e\n        zzz: 1\n')).toEqual([expect.stringMatching(/^line 14: stages.functional.checks\[0\].zzz: found the unknown key `zzz`; write one of `name`, `run`/)]);
  });
});

describe('rules across fields', () => {
  test('checks of one stage have different names', () => {
    expect(after('      - { name: static,', '      - { name: static, run: x, report: { junit: r.xml } }\n      - { name: static,')).toEqual([
      'line 27: stages.security.checks[1].name: found `static` for the second time; write a name that no other has instead',
    ]);
  });

  test('stories have different ids', () => {
    expect(after('build:', '  - { id: LOGIN-1, story: again, criteria: [{ text: t, tests: [t] }] }\nbuild:')).toEqual([expect.stringContaining('stories[1].id: found `LOGIN-1` for the second time')]);
  });

  test('criteria name tests', () => {
    expect(after('tests: ["login › accepts the e-mail in any letter case"]', 'tests: []')).toEqual([expect.stringContaining('criteria[0]: found a criterion that no test shows; write its `tests`, or an `id` that tests name')]);
    expect(after('tests: ["login › accepts the e-mail in any letter case"]', 'id: LOGIN-1.1')).toEqual([]);
    expect(after('"login › accepts the e-mail in any letter case"', '" "')).toEqual([expect.stringContaining('tests[0]: found an empty text; write the name of a test')]);
    expect(after('"login › accepts the e-mail in any letter case"', Array.from({ length: 51 }, (_, i) => `t${i}`).join(', '))).toEqual([expect.stringContaining('stories: found 51 different tests; write at most 50')]);
  });

  test('matrices have at most five hundred cells in all', () => {
    const many = Array.from({ length: 26 }, (_, i) => `v${i}`).join(', ');
    expect(after('device: [desktop-chrome, ipad], environment: [current-data, legacy-data]', `a: [${many}], b: [${many}]`)).toEqual([expect.stringContaining('stages: found 678 cells; write matrices of at most 500')]);
  });

  test('points differ in what a log can be named by', () => {
    expect(after('[desktop-chrome, ipad]', '[iPhone 15, iPhone-15]')).toEqual([expect.stringContaining('matrix: found two points that read alike (iPhone-15, current-data)')]);
    expect(after('[desktop-chrome, ipad]', '[ipad, ipad]')).toEqual([expect.stringContaining('two points that read alike')]);
  });

  test('axes leave dayshift\'s own variables alone', () => {
    expect(after('device:', 'digest:')).toEqual([expect.stringContaining('found the axis `digest`, whose variable dayshift sets itself')]);
  });

  test.each([['results/junit.xml', '../junit.xml'], ['artifact: dist', 'artifact: /etc'], ['artifact: dist', 'artifact: a/../../b'], ['results/smoke.xml', 'C:/smoke.xml']])('%s may not be %s: paths stay inside the checkout', (passage, by) => {
    expect(after(passage, by)).toEqual([expect.stringContaining('which leads out of the checkout')]);
  });

  test('the verification reports tests', () => {
    expect(after('{ junit: results/smoke.xml }', '{ sarif: results/smoke.sarif }')).toEqual([expect.stringContaining('verify.report: found a report without tests')]);
  });

  test('a watch has room for its samples', () => {
    expect(after('for: 1h', 'for: 1m, every: 2m')).toEqual([expect.stringContaining('watch.every: found `2m`, longer than the watch itself; write at most `1m`')]);
    expect(after('for: 1h', 'for: 1m, every: 15s, badSamples: 6')).toEqual([expect.stringContaining('watch.badSamples: found 6 samples, more than the watch has; write at most 5')]);
  });

  test('one bad sample is not a rollback', () => {
    expect(after('for: 1h', 'for: 1h, badSamples: 1')).toEqual([expect.stringContaining('write 2 or more, because one bad sample is not a rollback')]);
    expect(after('for: 1h, objective: 99.5%, query: bad_share, onBurn: rollback', 'for: 1h, objective: 99.5%, query: bad_share, onBurn: ask, badSamples: 1')).toEqual([]);
  });

  test.each(['99.5', '0%', '101%', '20ms'])('an objective of %s is no share', (objective) => {
    expect(after('99.5%', objective)).toEqual([expect.stringContaining('watch.objective: found')]);
  });

  test('durations are more than zero and less than a month', () => {
    expect(after('timeout: 10m', 'timeout: 0s')).toEqual(['line 8: build.timeout: found `0s`; write more than zero, e.g. `10m` instead']);
    expect(after('8h', '2000h')).toEqual(['line 27: signOff.expires: found `2000h`; write at most `720h` instead']);
  });

  test('a load is judged by something, and nothing else has thresholds', () => {
    expect(after('thresholds:\n          "http_req_duration p(95)": { max: 250ms, regression: 20% }\n          "http_req_failed rate": { max: 1% }', 'timeout: 5m')).toEqual([expect.stringContaining('no threshold, so nothing would be judged')]);
    expect(after('ratchet: new', 'thresholds: { a: { max: 1 } }')).toEqual([expect.stringContaining('thresholds on a report without metrics')]);
  });

  test('thresholds have units that can be judged', () => {
    expect(after('max: 250ms', 'max: 250parsecs')).toEqual([expect.stringContaining('found `250parsecs`, whose unit is unknown')]);
    expect(after('regression: 20%', 'regression: 20')).toEqual([expect.stringContaining('regression: found `20`; write `20%` instead')]);
    expect(after('regression: 20%', 'regression: -5%')).toEqual([expect.stringContaining('write how much worse it may be')]);
  });
});

describe('with what the installation says of the service', () => {
  test('the names are the same', () => {
    expect(faultsOf(PIPELINE, { ...CONTEXT, service: 'shop' })).toEqual(['line 1: service: found `storefront`; write `shop`, as dayshift.yaml calls it instead']);
    expect(faultsOf(PIPELINE, { ...CONTEXT, environment: 'staging' })).toEqual([expect.stringContaining('deploy.environment: found `production`; write `staging`')]);
  });

  test('a gate that nobody can satisfy is refused', () => {
    expect(faultsOf(PIPELINE, { ...CONTEXT, team: [aPerson('maya', ['developer'])] })).toEqual([
      'line 27: signOff: found a gate that nobody can satisfy (1 approval is asked of operations-engineer, but nobody has such a role); write roles that enough people of the team have instead',
    ]);
  });
});

test('a file of the wrong shape is still asked what its rules can read, and no place is told twice', () => {
  const text = changed(changed(PIPELINE, 'device:', 'digest:'), 'objective: 99.5%', 'objective: [1]');
  expect(faultsOf(text)).toEqual([expect.stringContaining('matrix.digest: found the axis'), expect.stringContaining('watch.objective: found a list')]);
});

/** Every place of a value, with the containers. */
function placesOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  const inner = Array.isArray(value) ? value.map((item, i) => [i, item] as const) : typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [path, ...inner.flatMap(([key, item]) => placesOf(item, [...path, key]))];
}

test.each([null, 7, [1], { x: 1 }, true])('with %j in any place of the file, its faults still speak of what stands there', (wrong) => {
  const valid = parseDocument(PIPELINE).toJS() as unknown;
  for (const place of placesOf(valid).slice(1)) {
    const document = parseDocument(PIPELINE);
    document.setIn(place, wrong);
    expect(faultsOf(document.toString()).join('\n')).not.toMatch(/undefined|NaN|\[object/);
  }
});
