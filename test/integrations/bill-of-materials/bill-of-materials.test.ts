// Is the bill what CycloneDX's own schema asks for, complete, connected, and the same every time?
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { JsonStrictValidator } from '@cyclonedx/cyclonedx-library/Validation';
import { Version } from '@cyclonedx/cyclonedx-library/Spec';
import { createBillOfMaterials } from '../../../integrations/bill-of-materials';

const SUBJECT = { name: 'shop', digest: `sha256:${'a'.repeat(64)}` };
const bills = createBillOfMaterials();
const validator = new JsonStrictValidator(Version.v1dot6);

interface Bill {
  serialNumber: string;
  metadata: { timestamp?: string; component: { name: string; version?: string; hashes: { alg: string; content: string }[] } };
  components: { name: string; group?: string; version: string; purl: string; scope: string; hashes?: object[]; licenses?: object[]; properties?: object[]; externalReferences?: { url: string }[] }[];
  dependencies: { ref: string; dependsOn?: string[] }[];
}

function textFor(packages: object, rest: object = {}): string {
  const made = bills.make({ name: 'package-lock.json', text: JSON.stringify({ lockfileVersion: 3, packages, ...rest }) }, SUBJECT);
  if (!('text' in made)) throw new Error(made.without);
  return made.text;
}
const billFor = (packages: object): Bill => JSON.parse(textFor(packages)) as Bill;
const dependsOn = (bill: Bill, ref: string): string[] | undefined => bill.dependencies.find((one) => one.ref === ref)?.dependsOn;

it.each(['demo/storefront/package-lock.json', 'package-lock.json'])('of %s is valid by the published schema', async (file) => {
  const made = bills.make({ name: 'package-lock.json', text: readFileSync(path.join(__dirname, '../../..', file), 'utf8') }, SUBJECT);
  expect(await validator.validate('text' in made ? made.text : made.without)).toBeNull();
  expect(bills.check('text' in made ? made.text : '', 'bom.json')).toBe('text' in made ? made.components : undefined);
});

it('names a package once, with its address, hash, licence and origin', () => {
  const integrity = `sha512-${Buffer.from('f'.repeat(128), 'hex').toString('base64')}`;
  const bill = billFor({ '': { name: 'the-shop', version: '2.0.0' }, 'node_modules/@types/node': { version: '20.1.0+build', integrity, license: 'MIT', resolved: 'https://registry.example/@types/node/-/node-20.1.0.tgz?x=1' } });
  expect(bill.components).toEqual([{
    type: 'library', name: 'node', group: '@types', version: '20.1.0+build', 'bom-ref': 'pkg:npm/%40types/node@20.1.0%2Bbuild', purl: 'pkg:npm/%40types/node@20.1.0%2Bbuild', scope: 'required',
    hashes: [{ alg: 'SHA-512', content: 'f'.repeat(128) }], licenses: [{ license: { id: 'MIT' } }], externalReferences: [{ type: 'distribution', url: 'https://registry.example/@types/node/-/node-20.1.0.tgz' }],
  }]);
  expect(bill.metadata.component).toMatchObject({ name: 'the-shop', version: '2.0.0', hashes: [{ alg: 'SHA-256', content: 'a'.repeat(64) }] });
});

it('marks what is for development and what may be missing; the strongest use of a package counts', () => {
  const bill = billFor({
    'node_modules/jest': { version: '1.0.0', dev: true }, 'node_modules/fsevents': { version: '1.0.0', optional: true },
    'node_modules/both': { version: '1.0.0', dev: true }, 'node_modules/jest/node_modules/both': { version: '2.0.0', dev: true }, 'node_modules/x/node_modules/both': { version: '1.0.0' },
  });
  expect(bill.components.map(({ name, version, scope }) => `${name}@${version} ${scope}`).sort()).toEqual(['both@1.0.0 required', 'both@2.0.0 excluded', 'fsevents@1.0.0 optional', 'jest@1.0.0 excluded']);
  expect(bill.components.find(({ name }) => name === 'jest')?.properties).toEqual([{ name: 'cdx:npm:package:development', value: 'true' }]);
});

it('connects each with what Node would find for it', () => {
  const bill = billFor({
    '': { dependencies: { a: '1' }, devDependencies: { jest: '1' } },
    'node_modules/a': { version: '1.0.0', dependencies: { b: '1', missing: '1' }, peerDependencies: { c: '1' } },
    'node_modules/a/node_modules/b': { version: '1.0.0', dependencies: { c: '*' } },
    'node_modules/b': { version: '2.0.0' }, 'node_modules/c': { version: '3.0.0' }, 'node_modules/jest': { version: '1.0.0', dev: true },
  });
  expect(dependsOn(bill, 'product')).toEqual(['pkg:npm/a@1.0.0', 'pkg:npm/jest@1.0.0']);
  expect(dependsOn(bill, 'pkg:npm/a@1.0.0')).toEqual(['pkg:npm/b@1.0.0', 'pkg:npm/c@3.0.0']);
  expect(dependsOn(bill, 'pkg:npm/b@1.0.0')).toEqual(['pkg:npm/c@3.0.0']);
});

it('follows a workspace to where it lies', () => {
  const bill = billFor({
    '': { dependencies: { '@shop/cart': '*' } }, 'node_modules/@shop/cart': { resolved: 'packages/cart', link: true },
    'packages/cart': { name: '@shop/cart', version: '0.2.0', dependencies: { a: '1' } }, 'node_modules/a': { version: '1.0.0' },
  });
  expect(bill.components.map(({ purl }) => purl)).toEqual(['pkg:npm/a@1.0.0', 'pkg:npm/%40shop/cart@0.2.0'].sort());
  expect(dependsOn(bill, 'product')).toEqual(['pkg:npm/%40shop/cart@0.2.0']);
  expect(dependsOn(bill, 'pkg:npm/%40shop/cart@0.2.0')).toEqual(['pkg:npm/a@1.0.0']);
});

it.each([
  ['MIT', [{ license: { id: 'MIT' } }]],
  ['(MIT OR Apache-2.0)', [{ expression: '(MIT OR Apache-2.0)' }]],
  ['SEE LICENSE IN license.md', [{ license: { name: 'SEE LICENSE IN license.md' } }]],
])('the licence %s is written as what it is', async (license, written) => {
  const text = textFor({ 'node_modules/a': { version: '1.0.0', license } });
  expect((JSON.parse(text) as Bill).components[0]?.licenses).toEqual(written);
  expect(await validator.validate(text)).toBeNull();
});

it('is the same bytes for the same input, in whichever order, without a time; another artifact has another number', () => {
  const packages = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0', dependencies: { a: '1' } } };
  const text = textFor(packages);
  expect(textFor(packages)).toBe(text);
  const bill = JSON.parse(text) as Bill;
  expect(bill.metadata.timestamp).toBeUndefined();
  expect(bill.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  const other = bills.make({ name: 'package-lock.json', text: JSON.stringify({ lockfileVersion: 3, packages }) }, { ...SUBJECT, digest: `sha256:${'b'.repeat(64)}` });
  expect('text' in other && (JSON.parse(other.text) as Bill).serialNumber).not.toBe(bill.serialNumber);
});

it('names no address that holds a password or a token, and no path of this machine', () => {
  const bill = billFor({
    'node_modules/a': { version: '1.0.0', resolved: 'https://me:hunter22@registry.example/a.tgz' }, 'node_modules/b': { version: '1.0.0', resolved: 'file:../b' },
    'node_modules/c': { version: '1.0.0', resolved: 'git+https://ghp_hunter22@git.example/c.git' }, 'node_modules/d': { version: '1.0.0', resolved: 'git+ssh://git@git.example/d.git' },
  });
  expect(JSON.stringify(bill)).not.toMatch(/hunter22|file:/);
  expect(bill.components.flatMap(({ externalReferences }) => externalReferences ?? []).map(({ url }) => url)).toEqual(['git+ssh://git@git.example/d.git']);
});

it.each([
  ['of version 1', { name: 'package-lock.json', text: '{"lockfileVersion":1,"dependencies":{}}' }],
  ['that is a list', { name: 'package-lock.json', text: '[]' }],
  ['of another tool', { name: 'Cargo.lock', text: '' }],
])('there is none of a lock file %s, and why is said', (_, lockFile) => {
  expect(bills.make(lockFile, SUBJECT)).toEqual({ without: expect.stringContaining(lockFile.name) });
});

it.each([
  ['empty', '', 'it is not JSON'],
  ['SPDX', '{"spdxVersion":"SPDX-2.3"}', 'bomFormat'],
  ['older than JSON', '{"bomFormat":"CycloneDX","specVersion":"1.1"}', 'specVersion: is no version from 1.2 on'],
  ['nested without a type', '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"a","components":[{"name":"b"}]}]}', 'components.0.components.0.type'],
])('a document that is %s is refused with its reason', (_, text, reason) => {
  expect(() => bills.check(text, 'bom.json')).toThrow(expect.objectContaining({ code: 'bill-of-materials-unreadable', message: expect.stringContaining(reason) }));
});
