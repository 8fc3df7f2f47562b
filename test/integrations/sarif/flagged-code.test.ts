// Is a finding known by the code that it flags, as it stands in the checkout? And does no report make us read what it should not?
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSarif } from '../../../integrations/sarif';
import { createSourceLines } from '../../../integrations/sarif/source-lines';
import type { Finding } from '../../../src/contracts/report';

type Region = Record<string, unknown>;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'flagged-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
}

function found(uri: string, region: Region, run: Record<string, unknown> = {}): Finding {
  const result = { ruleId: 'no-eval', message: { text: 'eval is dangerous' }, locations: [{ physicalLocation: { artifactLocation: { uri }, region } }] };
  const report = createSarif({ folder }).read(JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'Scan' } }, results: [result], ...run }] }));
  const finding = report.kind === 'findings' ? report.findings[0] : undefined;
  if (!finding) throw new Error('no finding was read');
  return finding;
}

/** The identity of what is flagged when the file has this text. */
function identity(text: string, region: Region, run: Record<string, unknown> = {}): string {
  write('src/a.ts', text);
  return found('src/a.ts', region, run).identity;
}

const CODE = 'const x = 1;\nconst y = eval(input, x);\nconst z = 3;\n';
const REGION = { startLine: 2, startColumn: 11, endLine: 2, endColumn: 25 };

describe('it is the same finding', () => {
  it('after it has moved down', () => {
    expect(identity(`// one more\n\n${CODE}`, { ...REGION, startLine: 4, endLine: 4 })).toBe(identity(CODE, REGION));
  });

  it('after an edit on the next line, and one beside it on its own line', () => {
    const before = identity(CODE, REGION);
    expect(identity(CODE.replace('z = 3', 'zz = 4'), REGION)).toBe(before);
    expect(identity(CODE.replace('const y', 'let   y').replace('x);', 'x); // why'), REGION)).toBe(before);
  });

  it('after a formatter has broken it into lines, with a comma behind the last part', () => {
    const reflowed = 'const x = 1;\nconst y = eval(\n  input,\n  x,\n);\nconst z = 3;\n';
    expect(identity(reflowed, { startLine: 2, startColumn: 11, endLine: 5, endColumn: 2 })).toBe(identity(CODE, REGION));
  });

  it('with the lines of another system, and a byte order mark', () => {
    expect(identity(`\uFEFF${CODE.replaceAll('\n', '\r\n')}`, REGION)).toBe(identity(CODE, REGION));
  });

  it('by code points, when the tool counts so', () => {
    const text = 'const s = "😀"; eval(input);\n';
    const inPoints = identity(text, { startLine: 1, startColumn: 16, endColumn: 27 }, { columnKind: 'unicodeCodePoints' });
    expect(inPoints).toBe(identity(text, { startLine: 1, startColumn: 17, endColumn: 28 }));
    expect(inPoints).toBe(identity('eval(input)', { startLine: 1, startColumn: 1 }));
  });

  it('by whole lines when no column is told', () => {
    expect(identity(CODE, { startLine: 2 })).toBe(identity(`\n\n${CODE}`, { startLine: 4 }));
  });

  it('by its snippet, when the file is not at hand', () => {
    const snippet = { text: 'eval(input, x)' };
    expect(found('src/gone.ts', { startLine: 2, snippet }).identity).toBe(found('src/gone.ts', { startLine: 80, snippet: { text: 'eval( input,\n  x )' } }).identity);
  });
});

describe('it is another finding', () => {
  it('after an edit of the flagged code', () => {
    expect(identity(CODE.replace('input', 'other'), REGION)).not.toBe(identity(CODE, REGION));
    expect(identity(CODE.replace('eval(input, x);', 'eval(y, x);'), { startLine: 2 })).not.toBe(identity(CODE, { startLine: 2 }));
  });

  it('though a snippet hides it: the file is asked', () => {
    const hidden = { ...REGION, snippet: { text: 'REDACTED' } };
    expect(identity(CODE.replace('input', 'other'), hidden)).not.toBe(identity(CODE, hidden));
  });
});

describe('a region', () => {
  it.each([
    ['of no line', { startLine: 0 }], ['behind the end', { startLine: 900, startColumn: 1 }], ['that ends before it begins', { startLine: 2, endLine: 1 }],
    ['of a negative line', { startLine: -4 }], ['of no column on no line', { startLine: 0, startColumn: 0 }], ['that is absent', {}],
  ])('%s leaves the message, without its numbers', (_, region) => {
    expect(identity(CODE, region)).toBe(identity('', {}));
  });

  it('of no width is of its whole line', () => {
    expect(identity(CODE, { startLine: 2, startColumn: 11, endColumn: 11 })).toBe(identity(CODE, { startLine: 2 }));
  });

  it('of a column that there is not is of its whole line', () => {
    expect(identity(CODE, { startLine: 2, startColumn: 0, endColumn: 5 })).toBe(identity(CODE, { startLine: 2 }));
    expect(identity(CODE, { startLine: 2, startColumn: 3, endColumn: -1 })).toBe(identity(CODE, { startLine: 2 }));
  });

  it('of a gigantic piece is known by its beginning', () => {
    const text = `${'a'.repeat(20_000)}\n${'b\n'.repeat(100_000)}`;
    expect(identity(text, { startLine: 1, endLine: 100_000 })).toBe(identity(`${'a'.repeat(20_000)}\nc\n`, { startLine: 1, endLine: 2 }));
  });
});

describe('a file is not read', () => {
  const secret = 'eval(of_a_neighbour)';

  it('outside the checkout, by its name or by a link', () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'outside-'));
    writeFileSync(path.join(outside, 'a.ts'), secret);
    symlinkSync(path.join(outside, 'a.ts'), path.join(folder, 'link.ts'));
    symlinkSync(outside, path.join(folder, 'links'));
    const linesOf = createSourceLines(folder);
    for (const name of [path.join(outside, 'a.ts'), `../${path.basename(outside)}/a.ts`, 'link.ts', 'links/a.ts', '.', '', '\0']) expect(linesOf(name)).toBeUndefined();
    rmSync(outside, { recursive: true });
  });

  it('of more than 2 MiB, or that is a folder or a pipe', () => {
    write('large.ts', 'x'.repeat(2 * 1024 * 1024 + 1));
    write('sub/a.ts', secret);
    execFileSync('mkfifo', [path.join(folder, 'pipe')]);
    const linesOf = createSourceLines(folder);
    for (const name of ['large.ts', 'sub', 'pipe', 'absent.ts']) expect(linesOf(name)).toBeUndefined();
    expect(linesOf('sub/a.ts')).toEqual([secret]);
  });

  it('without a checkout, or in one that is gone', () => {
    expect(createSourceLines(undefined)('a.ts')).toBeUndefined();
    expect(createSourceLines(path.join(folder, 'gone'))('a.ts')).toBeUndefined();
  });

  it('twice for one report', () => {
    write('a.ts', 'one');
    const linesOf = createSourceLines(folder);
    expect(linesOf('a.ts')).toEqual(['one']);
    write('a.ts', 'two');
    expect(linesOf('a.ts')).toEqual(['one']);
    for (let i = 0; i < 40; i += 1) linesOf(`other-${i}.ts`);
    expect(linesOf('a.ts')).toEqual(['two']);
  });
});
