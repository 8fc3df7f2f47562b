// Is what was fetched what it should be? The shape is looked at before it is drawn; evidence is a tool's word, not ours.
import type { TestCase } from '../../src/contracts/report';
import type { FindingList } from '../../src/contracts/result';

export function readTests(json: unknown): TestCase[] {
  const cases = listIn(json, 'cases', 'a list of tests');
  return cases.filter((one): one is TestCase => hasTexts(one, 'name', 'status'));
}

export function readFindings(json: unknown): FindingList['findings'] {
  const findings = listIn(json, 'findings', 'a list of findings');
  return findings.filter((one): one is FindingList['findings'][number] => hasTexts(one, 'rule', 'level', 'message', 'file', 'state'));
}

/** How many parts a CycloneDX bill of materials names. */
export function readComponents(json: unknown): number {
  return listIn(json, 'components', 'a bill of materials').length;
}

function listIn(json: unknown, name: string, what: string): unknown[] {
  const list = typeof json === 'object' && json !== null ? (json as Record<string, unknown>)[name] : undefined;
  if (!Array.isArray(list)) throw new Error(`This evidence is not ${what}: it has no \`${name}\`.`);
  return list;
}

function hasTexts(one: unknown, ...names: string[]): boolean {
  return typeof one === 'object' && one !== null && names.every((name) => typeof (one as Record<string, unknown>)[name] === 'string');
}
