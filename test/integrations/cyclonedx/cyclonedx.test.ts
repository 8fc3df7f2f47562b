// Which vulnerabilities are findings, how severe are they, and are they the same in another version of the component?
import { createCyclonedx } from '../../../integrations/cyclonedx';
import type { Finding } from '../../../src/contracts/report';

type Json = Record<string, unknown>;

const LODASH = { 'bom-ref': 'ref-lodash', type: 'library', name: 'lodash', version: '4.17.20', purl: 'pkg:npm/lodash@4.17.20' };

function aBom(vulnerabilities: unknown, over: Json = {}): string {
  return JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, metadata: { tools: { components: [{ type: 'application', name: 'trivy' }] }, component: { 'bom-ref': 'app', type: 'application', name: 'shop' } }, components: [LODASH], vulnerabilities, ...over });
}
function aVulnerability(over: Json = {}): Json {
  return { id: 'CVE-2021-23337', ratings: [{ severity: 'high', score: 7.2 }], description: 'Command injection in lodash', affects: [{ ref: 'ref-lodash' }], ...over };
}
function findingsOf(text: string): Finding[] {
  const report = createCyclonedx().read(text);
  if (report.kind !== 'findings') throw new Error('not a report of findings');
  return report.findings;
}
const one = (over: Json): Finding | undefined => findingsOf(aBom([aVulnerability(over)]))[0];

it('is a finding of its component, with its version in the message alone', () => {
  expect(createCyclonedx().read(aBom([aVulnerability({ advisories: [{ url: 'https://advisories.example/CVE-2021-23337' }] })]))).toMatchObject({
    kind: 'findings', tool: 'trivy',
    findings: [{ rule: 'CVE-2021-23337', level: 'error', file: 'pkg:npm/lodash', line: 0, message: '4.17.20: Command injection in lodash', help: 'https://advisories.example/CVE-2021-23337' }],
  });
});

describe('its level', () => {
  it.each([
    ['critical', [{ severity: 'critical' }], 'error'], ['high', [{ severity: 'high' }], 'error'], ['medium', [{ severity: 'medium' }], 'warning'],
    ['low', [{ severity: 'low' }], 'note'], ['info', [{ severity: 'info' }], 'note'], ['unknown', [{ severity: 'unknown' }], 'note'], ['nothing', [], 'note'],
    ['a score alone', [{ score: 9.8 }], 'error'], ['a middling score beside an unknown severity', [{ severity: 'unknown', score: 5 }], 'warning'], ['a small score', [{ score: 1 }], 'note'],
    ['the worst of several', [{ severity: 'low' }, { severity: 'CRITICAL' }, { severity: 'medium' }], 'error'],
  ])('by %s', (_, ratings, level) => {
    expect(one({ ratings })?.level).toBe(level);
  });
});

describe('its analysis', () => {
  it.each([
    ['not_affected', 0], ['false_positive', 0], ['resolved', 0], ['resolved_with_pedigree', 0], ['exploitable', 1], ['in_triage', 1], ['something_new', 1],
  ])('%s', (state, count) => {
    expect(findingsOf(aBom([aVulnerability({ analysis: { state } })]))).toHaveLength(count);
  });
});

describe('its component', () => {
  const withComponent = (component: Json, ref = 'c') => findingsOf(aBom([aVulnerability({ affects: [{ ref }] })], { components: [{ 'bom-ref': 'c', type: 'library', ...component }] }))[0]?.file;

  it.each([
    ['a package of a scope', { name: 'x', purl: 'pkg:npm/%40shop/login@1.2.3' }, 'pkg:npm/%40shop/login'],
    ['a scope with its sign', { name: 'x', purl: 'pkg:npm/@shop/login@1.2.3' }, 'pkg:npm/%40shop/login'],
    ['one without a version', { name: 'x', purl: 'pkg:npm/@shop/login' }, 'pkg:npm/%40shop/login'],
    ['a distribution\'s package', { name: 'x', purl: 'pkg:deb/debian/openssl@3.0.11-1~deb12u2?arch=amd64&distro=debian-12.5' }, 'pkg:deb/debian/openssl'],
    ['a module with a path', { name: 'x', purl: 'pkg:golang/golang.org/x/net@v0.1.0#http2' }, 'pkg:golang/golang.org/x/net'],
    ['one with a group', { name: 'core', group: 'org.shop' }, 'org.shop/core'],
    ['one with a name alone', { name: 'openssl' }, 'openssl'],
  ])('is %s', (_, component, file) => {
    expect(withComponent(component)).toBe(file);
  });

  it('may lie in another', () => {
    expect(findingsOf(aBom([aVulnerability()], { components: [{ 'bom-ref': 'outer', name: 'outer', components: [LODASH] }] }))[0]?.file).toBe('pkg:npm/lodash');
  });

  it('may be in another bill, be called by its package\'s address, or be unknown', () => {
    expect(one({ affects: [{ ref: 'urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#ref-lodash' }] })?.file).toBe('pkg:npm/lodash');
    expect(one({ affects: [{ ref: 'pkg:npm/minimist@1.2.0' }] })?.file).toBe('pkg:npm/minimist');
    expect(one({ affects: [{ ref: 'nobody' }] })?.file).toBe('nobody');
    expect(one({ affects: [{ ref: 'urn:cdx:x/1#100%' }] })?.file).toBe('100%');
  });

  it('is the whole when none is named', () => {
    expect(one({ affects: [] })?.file).toBe('shop');
  });

  it('is none whose every version is unaffected', () => {
    const affects = (...statuses: string[]) => [{ ref: 'ref-lodash', versions: statuses.map((status) => ({ version: '1', status })) }];
    expect(one({ affects: affects('unaffected', 'unaffected') })).toBeUndefined();
    expect(one({ affects: affects('unaffected', 'affected') })).toBeDefined();
    expect(one({ affects: affects('unknown') })).toBeDefined();
  });
});

it('is the same finding in another version, and another of another component', () => {
  const newer = { ...LODASH, version: '4.17.21', purl: 'pkg:npm/lodash@4.17.21' };
  const other = { ...LODASH, purl: 'pkg:npm/lodash.merge@4.17.20' };
  const identity = (component: Json) => findingsOf(aBom([aVulnerability()], { components: [component] }))[0]?.identity;
  expect(identity(newer)).toBe(identity(LODASH));
  expect(identity(other)).not.toBe(identity(LODASH));
});

it('names the tools of older bills, and helps with nothing that a browser should not follow', () => {
  const old = createCyclonedx().read(aBom([aVulnerability({ source: { url: 'javascript:alert(1)' } })], { specVersion: '1.4', metadata: { tools: [{ vendor: 'aquasecurity', name: 'trivy', version: '0.40' }] } }));
  expect(old).toMatchObject({ tool: 'trivy' });
  expect(old.kind === 'findings' && old.findings[0]).not.toHaveProperty('help');
});

it('takes an empty list as an answer', () => {
  expect(findingsOf(aBom([]))).toEqual([]);
});

it.each([
  ['a bill that says nothing of vulnerabilities', aBom(undefined), /says nothing of vulnerabilities.*let the scanner add them/],
  ['another format', aBom([], { bomFormat: 'SPDX' }), /no CycloneDX/],
  ['a version before vulnerabilities', aBom([], { specVersion: '1.3' }), /1\.4 to 1\.7/],
  ['a vulnerability without its shape', aBom([{ ratings: 'high' }]), /vulnerabilities\.0\.ratings/],
  ['what was cut short', aBom([aVulnerability()]).slice(0, -9), /cut short/],
  ['XML', '<bom xmlns="http://cyclonedx.org/schema/bom/1.5"/>', /not JSON/],
  ['nothing', '', /empty/],
])('refuses %s', (_, text, reason) => {
  expect(() => createCyclonedx().read(text)).toThrow(expect.objectContaining({ code: 'report-unreadable' }) as Error);
  expect(() => createCyclonedx().read(text)).toThrow(reason);
});
