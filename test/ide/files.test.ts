// Does the editor know the two files? A good one has no fault, each fault stands at its line in plain words, keys are explained and completed wherever one writes.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cursorAt } from '../../ide/vscode/src/files/cursor';
import { offersAt } from '../../ide/vscode/src/files/complete';
import { kindOf, type FileKind } from '../../ide/vscode/src/files/file-kind';
import { judge as judgeBy } from '../../ide/vscode/src/files/judge';
import { readDocument } from '../../ide/vscode/src/files/read-document';
import { explain, shapesAt, type Shape } from '../../ide/vscode/src/files/shape';
import { publishedSchemas } from '../../src/config/schemas';

const SHAPES = publishedSchemas();
const shapeOf = (kind: FileKind): Shape => SHAPES[`${kind}.schema.json`] as Shape;
const judge = (kind: FileKind, text: string) => judgeBy(shapeOf(kind), text);
const PIPELINE = readFileSync(path.resolve(__dirname, '../../demo/storefront/.dayshift/pipeline.yaml'), 'utf8');

test.each([
  ['file:///shop/.dayshift/pipeline.yaml', 'pipeline-file'], ['file:///c:/shop/.dayshift/pipeline.yml', 'pipeline-file'], ['file:///ops/dayshift.yaml', 'installation'], ['file:///shop/pipeline.yaml', undefined], ['file:///shop/notdayshift.yaml', undefined],
  ['git:/shop/.dayshift/pipeline.yaml?HEAD', undefined],
])('%s is %s', (address, kind) => {
  const { protocol, pathname } = new URL(address);
  expect(kindOf({ scheme: protocol.slice(0, -1), path: pathname })).toBe(kind);
});

describe('faults', () => {
  it('are none in the file of the demo\'s shop, and none in an empty one', () => {
    expect(judge('pipeline-file', PIPELINE)).toEqual([]);
    expect(judge('pipeline-file', '\n')).toEqual([]);
  });

  it.each([['pipeline-file', 'pipeline-file.md'], ['installation', 'installation-file.md']] as const)('are none in the whole file of the guide to the %s', (kind, guide) => {
    const [, text = ''] = /```yaml\n([^]*?)```/.exec(readFileSync(path.resolve(__dirname, '../../docs/guides', guide), 'utf8')) ?? [];
    expect(text.length).toBeGreaterThan(500);
    expect(judge(kind, text)).toEqual([]);
  });

  const change = (from: string | RegExp, to: string): { text: string; line: number } => {
    const at = typeof from === 'string' ? PIPELINE.indexOf(from) : PIPELINE.search(from);
    if (at < 0) throw new Error(`The file has no ${String(from)}.`);
    return { text: PIPELINE.replace(from, to), line: PIPELINE.slice(0, at).split('\n').length };
  };

  it.each([
    ['an unknown key', 'artifact:', 'artefact:', /unknown key `artefact`; write `artifact`/], ['a time without a unit', /timeout: \w+/, 'timeout: 10', /write a text \(put it in quotes\)|number and a unit/],
    ['a number that is too high', /signOff:/, 'reuse: { inputs: [] }\nsignOff:', /at least 1 of them/], ['a set that is closed', /onBurn: \w+/, 'onBurn: rolback', /write `rollback` instead/],
  ])('of %s stand at their line', (_, from, to, message) => {
    const { text, line } = change(from, to);
    const found = judge('pipeline-file', text);
    expect(found).toEqual(expect.arrayContaining([expect.objectContaining({ line, message: expect.stringMatching(message) })]));
  });

  it('of what is missing stand at what should hold it, and a secret is not repeated', () => {
    const text = PIPELINE.replace(/\n {2}artifact: .*/, '');
    expect(judge('pipeline-file', text)).toEqual([{ line: text.split('\n').findIndex((line) => line.startsWith('build:')) + 1, place: 'build.artifact', message: 'Found nothing; write a text instead.' }]);
    expect(judge('installation', 'name: ours\ntokens: [{ sha256: hush, person: paula }]').map(({ message }) => message).join(' ')).not.toContain('hush');
  });

  it('of syntax are told too', () => {
    expect(judge('pipeline-file', 'service: [a\nbuild: {')[0]?.message).toMatch(/^Found what is no YAML/);
    expect(judge('installation', 'name: a\nname: b\n')[0]).toMatchObject({ line: 2, message: expect.stringContaining('each key once') });
  });

  it('of dayshift.yaml are those of its shape', () => {
    const found = judge('installation', 'name: ours\nteam:\n  - { id: paula, name: Paula, roles: [product-ownr] }\nservices: []\n');
    expect(found).toEqual(expect.arrayContaining([expect.objectContaining({ line: 3, message: expect.stringContaining('write `product-owner` instead') })]));
  });
});

/** What is offered at the `|` of a text. */
function offered(text: string, kind: FileKind = 'pipeline-file') {
  const at = text.indexOf('|');
  const whole = text.slice(0, at) + text.slice(at + 1);
  const cursor = cursorAt(text.slice(0, at));
  return cursor ? offersAt(shapeOf(kind), cursor, readDocument(whole)) : [];
}
const labels = (text: string, kind?: FileKind): string[] => offered(text, kind).map(({ label }) => label);

const CHECK = 'stages:\n  functional:\n    checks:\n      - name: login\n        run: npm test\n        matrix: { device: [ipad, pixel], data: [old] }\n';

describe('completion', () => {
  it.each([
    ['at the top', '|', ['service', 'stories', 'build', 'stages', 'signOff']],
    ['at the top, without what is there', 'service: shop\n|', ['stories', 'build']],
    ['below a key', 'build:\n  |', ['run', 'artifact', 'install', 'network']],
    ['within a key that is typed', 'build:\n  run: make\n  art|', ['artifact']],
    ['of a value', 'build:\n  network: |', ['full', 'none']],
    ['in a flow', 'build: { run: make, |', ['artifact', 'timeout']],
    ['of a value in a flow', 'signOff: { roles: [|', ['operations-engineer', 'product-owner']],
    ['in the entry of a list', `${CHECK}        |`, ['report', 'exclude', 'retries']],
    ['at the dash of a list', 'stages:\n  functional:\n    checks:\n      - |', ['name', 'run', 'report']],
    ['two flows deep', `${CHECK}        report: { |`, ['junit', 'sarif', 'k6']],
    ['of the axes of its matrix', `${CHECK}        exclude:\n          - { |`, ['device', 'data']],
    ['of an axis\'s values', `${CHECK}        exclude:\n          - { device: |`, ['ipad', 'pixel']],
    ['of every matrix, in a criterion', `stories:\n  - id: A\n    story: As a\n    criteria:\n      - text: b\n        in: [{ |\n${CHECK}`, ['device', 'data']],
    ['after a value', 'watch:\n  for: 1h\n  onBurn: |', ['rollback', 'ask', 'observe']],
  ])('is right %s', (_, text, some) => {
    expect(labels(text)).toEqual(expect.arrayContaining(some));
  });

  it('leaves out what is there already, and offers what is needed first', () => {
    expect(labels('service: shop\n|')).not.toContain('service');
    const ranks = offered('build:\n  |').sort((a, b) => a.rank - b.rank).map(({ label }) => label);
    expect(ranks.slice(0, 2)).toEqual(['run', 'artifact']);
  });

  it('brings what is needed below a key with it', () => {
    expect(offered('service: shop\n|').find(({ label }) => label === 'build')?.insert).toBe('build:\n  run: \n  artifact: ');
    expect(offered('build:\n  |').find(({ label }) => label === 'network')?.insert).toBe('network: ${1|full,none|}');
  });

  it('knows dayshift.yaml too', () => {
    expect(labels('team:\n  - id: paula\n    |', 'installation')).toEqual(expect.arrayContaining(['name', 'roles']));
    expect(labels('team:\n  - { id: paula, roles: [|', 'installation')).toContain('product-owner');
  });

  it('says nothing in a comment or in the text of a command', () => {
    expect(labels('build: # |')).toEqual([]);
    expect(labels('build:\n  run: |'.replace('|', '>') + '\n    npm |')).toEqual([]);
  });
});

describe('a key that is pointed at', () => {
  const whole = shapeOf('pipeline-file');
  const said = (text: string): string => {
    const key = readDocument(text.replace('|', '')).keyAt(text.indexOf('|'));
    const name = String(key?.path.at(-1));
    return key ? explain(name, shapesAt(whole, key.path), shapesAt(whole, key.path.slice(0, -1)).some(({ required }) => required?.includes(name))) : '';
  };

  it('is explained, with what to write and what holds without it', () => {
    expect(said('bu|ild: { run: make }')).toBe('**build** (needed): made once; every cell and the deployment use these bytes\n\nWrite keys and values.');
    expect(said('build: { time|out: 10m }')).toBe('**timeout**: of each command\n\nWrite a time, e.g. `90s`, `10m`, `1h`.\n\nDefault: `10m`');
    expect(said(`${CHECK}        ratchet: new`.replace('ratchet', 'rat|chet'))).toContain('Write one of new, all.');
  });

  it('is nothing where there is no key, and nothing of an unknown one', () => {
    expect(said('build: { run: ma|ke }')).toBe('');
    expect(said('nonsen|se: 1')).toBe('');
  });
});
