// How is XML of unknown origin read? Well-formed or not at all; no document type, so no entities but XML's own five and numbers.
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { unreadable } from './report-text';

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const PROLOG = /^\uFEFF?(?:\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*/;

/** XML's five entities and character references; anything else stays as it is written. */
function decode(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name) return NAMED[name] ?? whole;
    const point = hex ? parseInt(hex, 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/**
 * An element is a text, or an object with its attributes (`@name`), its elements and its text (`#text`); those named in `lists` are
 * lists. Throws `report-unreadable` for what is cut short or otherwise not XML, and for a document type.
 */
export function parseXml(format: string, text: string, lists: ReadonlySet<string>): unknown {
  if (/^<!DOCTYPE/i.test(text.slice(PROLOG.exec(text)?.[0].length ?? 0))) throw unreadable(format, 'it has a document type, which may name other files');
  const faults = XMLValidator.validate(text);
  if (faults !== true) throw unreadable(format, `line ${faults.err.line}: ${faults.err.msg}`);
  try {
    return new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      parseTagValue: false,
      parseAttributeValue: false,
      processEntities: false,
      isArray: (name, _path, _leaf, isAttribute) => !isAttribute && lists.has(name),
      attributeValueProcessor: (_name, value) => decode(value),
      tagValueProcessor: (_name, value) => decode(value),
    }).parse(text) as unknown;
  } catch (cause) {
    throw unreadable(format, cause instanceof Error ? cause.message : 'it is not XML', cause);
  }
}
