// In which of its three modes does a CloudEvent come over HTTP? One in the body, many in the body, or its attributes in the headers.
import type { IncomingHttpHeaders } from 'node:http';
import { headerOf } from '../shared-secret';

const PREFIX = 'ce-';

/** Header values are percent-encoded where they are not plain ASCII; what is not encoded rightly stays as it is. */
function decodeHeader(text: string): string {
  return text.replace(/(%[0-9a-f]{2})+/gi, (encoded) => {
    const bytes = Buffer.from(encoded.replace(/%/g, ''), 'hex');
    const decoded = bytes.toString('utf8');
    return Buffer.from(decoded, 'utf8').equals(bytes) ? decoded : encoded;
  });
}

/** What each event says of itself, not yet judged; of the binary mode the body is the data. */
export function eventsOf(body: unknown, headers: IncomingHttpHeaders): unknown[] {
  if (headerOf(headers, `${PREFIX}specversion`) === undefined) return Array.isArray(body) ? body : [body];
  const attributes = Object.keys(headers).filter((name) => name.startsWith(PREFIX) && name !== '__proto__')
    .map((name): [string, string] => [name.slice(PREFIX.length), decodeHeader(headerOf(headers, name) ?? '')]);
  return [{ ...Object.fromEntries(attributes), datacontenttype: headerOf(headers, 'content-type'), data: body }];
}
