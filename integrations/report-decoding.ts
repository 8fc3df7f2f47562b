// Which text are a report's bytes? By their byte order mark, else as their XML declaration says, else UTF-8; what fits no encoding is refused.
import { TextDecoder } from 'node:util';
import { unreadable } from './report-text';

const MARKS: readonly { encoding: string; bytes: readonly number[] }[] = [
  { encoding: 'utf-32', bytes: [0xff, 0xfe, 0, 0] }, // before UTF-16, whose mark it begins with
  { encoding: 'utf-32', bytes: [0, 0, 0xfe, 0xff] },
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const DECLARED = /^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]{0,39})["']/;

function markOf(bytes: Uint8Array): string | undefined {
  return MARKS.find((mark) => mark.bytes.every((byte, at) => bytes[at] === byte))?.encoding;
}

/** A declaration that could be read byte by byte does not stand in UTF-16, whatever it says: .NET's writers say so in UTF-8. */
function declared(bytes: Uint8Array): string | undefined {
  const name = DECLARED.exec(Buffer.from(bytes.subarray(0, 300)).toString('latin1'))?.[1]?.toLowerCase();
  return name?.startsWith('utf-16') || name?.startsWith('ucs-2') ? undefined : name;
}

function decoder(format: string, encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch (cause) {
    throw unreadable(format, `it is written in ${encoding}; UTF-8 is read, UTF-16 with a byte order mark, and what an XML declaration names`, cause);
  }
}

/** Throws `report-unreadable` for bytes that do not fit their encoding, and for NUL. */
export function decodeReport(format: string, bytes: Uint8Array): string {
  const encoding = markOf(bytes) ?? declared(bytes) ?? 'utf-8';
  const text = decoded(decoder(format, encoding), format, bytes);
  checkNul(format, text);
  return text;
}

/** Node 20 decodes windows-1252 as ISO-8859-1; they differ in these 32 characters, of which five are none. */
function windows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1').replace(/[\u0080-\u009f]/g, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control);
}

function decoded(by: TextDecoder, format: string, bytes: Uint8Array): string {
  if (by.encoding === 'windows-1252') return windows1252(bytes);
  try {
    return by.decode(bytes);
  } catch (cause) {
    throw unreadable(format, `its bytes are not ${by.encoding.toUpperCase()}`, cause);
  }
}

/** Throws `report-unreadable` for a text that holds NUL: no report does, and what reads it later may end there. */
export function checkNul(format: string, text: string): void {
  if (text.includes('\0')) throw unreadable(format, 'it holds NUL bytes; UTF-16 needs a byte order mark');
}
