// How is an operation called from a terminal? One command of curl, with what the operation's own example says.
import { isKept, isStream, type Operation } from '../operation';

/** Values of the parts of a path, as they look. */
const PARTS: Record<string, string> = {
  id: 'storefront.LoginRefused.0a1b2c3d', source: 'alertmanager', service: 'storefront', name: 'storefront', environment: 'production', person: 'maya',
  key: 'alertmanager%2Fc5e1b6f0d2a94b7e', digest: `sha256:${'5'.repeat(64)}`,
};
const LOG = 'storefront.LoginRefused.0a1b2c3d/1/build';
const INDENT = ' \\\n  ';

function quoted(text: string): string {
  return `'${text.replaceAll('\'', '\'\\\'\'')}'`;
}

export function addressOf({ path }: Pick<Operation, 'path'>): string {
  return `"$DAYSHIFT/api/v1${path.replace('{+id}', LOG).replace(/\{(\w+)\}/g, (_, name: string) => PARTS[name] ?? name)}"`;
}

export function curlOf(operation: Operation): string {
  const { method, needs, body, repeats } = operation;
  const lines = [
    `curl --fail-with-body${isStream(operation) ? ' --no-buffer' : ''}${method === 'get' ? '' : ` --request ${method.toUpperCase()}`} ${addressOf(operation)}`,
    ...(needs === 'public' || needs === 'signed' ? [] : ['--header "Authorization: Bearer $TOKEN"']),
    ...(isKept(operation) || repeats === 'itself' ? ['--header "Idempotency-Key: $(uuidgen)"'] : []),
    ...(body && 'raw' in body ? ['--header "Content-Type: application/json"', '--data-binary @payload.json'] : []),
    ...(body && 'json' in body ? [`--json ${quoted(JSON.stringify(body.example ?? {}))}`] : []),
  ];
  return lines.join(INDENT);
}
