// A CycloneDX bill of materials: written by its own library, of npm's lock file, without a time or chance in it.
import { createHash } from 'node:crypto';
import { ComponentScope, ComponentType, ExternalReferenceType, HashAlgorithm } from '@cyclonedx/cyclonedx-library/Enums';
import { Bom, Component, ExternalReference, HashDictionary, LicenseExpression, Metadata, NamedLicense, Property, SpdxLicense } from '@cyclonedx/cyclonedx-library/Models';
import { JSON as Json, JsonSerializer } from '@cyclonedx/cyclonedx-library/Serialize';
import { Spec1dot6 } from '@cyclonedx/cyclonedx-library/Spec';
import { isSupportedSpdxId } from '@cyclonedx/cyclonedx-library/SPDX';
import { DayshiftError } from '../../src/errors';
import type { BillOfMaterials, BillSubject, LockFile } from '../../src/ports/bill-of-materials';
import { jsonOf } from '../json-of';
import { packagesOf, type Package } from './lock-file';
import { CycloneDx, PackageLock } from './schema';

/** The names that npm gives its lock file. */
const READ = ['package-lock.json', 'npm-shrinkwrap.json'];
const SCOPES: Readonly<Record<Package['use'], ComponentScope>> = { runtime: ComponentScope.Required, optional: ComponentScope.Optional, development: ComponentScope.Excluded };
const HASHES: Readonly<Record<string, HashAlgorithm>> = { 'SHA-1': HashAlgorithm['SHA-1'], 'SHA-256': HashAlgorithm['SHA-256'], 'SHA-384': HashAlgorithm['SHA-384'], 'SHA-512': HashAlgorithm['SHA-512'] };

export function createBillOfMaterials(): BillOfMaterials {
  const serializer = new JsonSerializer(new Json.Normalize.Factory(Spec1dot6));

  function make(lockFile: LockFile, subject: BillSubject): ReturnType<BillOfMaterials['make']> {
    if (!READ.includes(lockFile.name)) return { without: `${lockFile.name} is not one that dayshift reads (it reads ${READ.join(', ')})` };
    const parsed = PackageLock.safeParse(jsonOf(withoutMark(lockFile.text)));
    if (!parsed.success) return { without: `${lockFile.name} is no lock file of version 2 or 3` };
    const { root, all } = packagesOf(parsed.data);
    const components = new Map(all.map((one) => [one.id, componentOf(one)]));
    for (const { id, needs } of all) connect(components.get(id), needs, components);
    const product = new Component(ComponentType.Application, root.name ?? subject.name, {
      bomRef: 'product', version: root.version, hashes: new HashDictionary([[HashAlgorithm['SHA-256'], subject.digest.replace(/^sha256:/, '')]]),
    });
    connect(product, root.needs, components);
    const bom = new Bom({ serialNumber: serialOf(subject.digest, lockFile.text), metadata: new Metadata({ component: product }) });
    for (const component of components.values()) bom.components.add(component);
    return { text: `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`, components: components.size };
  }

  function check(text: string, file: string): number {
    const document = jsonOf(withoutMark(text));
    const parsed = CycloneDx.safeParse(document);
    if (parsed.success) return parsed.data.components.length;
    const reason = document === undefined ? 'it is not JSON' : parsed.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.') || 'the document'}: ${message}`).join('; ');
    throw new DayshiftError('bill-of-materials-unreadable', { file, reason });
  }

  return { make, check };
}

function componentOf({ id, group, name, version, license, source, hashes, use }: Package): Component {
  const component = new Component(ComponentType.Library, name, { bomRef: id, group, version, purl: id, scope: SCOPES[use] });
  for (const { algorithm, hex } of hashes) if (HASHES[algorithm]) component.hashes.set(HASHES[algorithm], hex);
  if (license) component.licenses.add(licenseOf(license));
  if (source) component.externalReferences.add(new ExternalReference(source, ExternalReferenceType.Distribution));
  if (use === 'development') component.properties.add(new Property('cdx:npm:package:development', 'true'));
  return component;
}

function licenseOf(text: string): SpdxLicense | LicenseExpression | NamedLicense {
  if (isSupportedSpdxId(text)) return new SpdxLicense(text);
  return isExpression(text) ? new LicenseExpression(text) : new NamedLicense(text);
}

/** Every word but the operators is a licence that SPDX lists. */
function isExpression(text: string): boolean {
  const words = text.replace(/[()]/g, ' ').trim().split(/\s+/);
  return words.length > 2 && words.every((word) => word === 'AND' || word === 'OR' || isSupportedSpdxId(word));
}

function connect(component: Component | undefined, needs: readonly string[], all: ReadonlyMap<string, Component>): void {
  for (const id of needs) {
    const needed = all.get(id);
    if (needed && needed !== component) component?.dependencies.add(needed.bomRef);
  }
}

/** A UUID of one's own making (version 8), the same for the same artifact and lock file. */
function serialOf(...parts: string[]): string {
  const hex = createHash('sha256').update(parts.join('\0')).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Some tools begin a file with a byte order mark. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}
