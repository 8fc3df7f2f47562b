// Where is a real part that a test runs? Its environment variable, else PATH. A part that is missing is an error: no test is skipped silently.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** `name` as on PATH, e.g. `envoy`; the variable is `DAYSHIFT_ENVOY`. */
export function findPart(name: string): string {
  const variable = `DAYSHIFT_${name.toUpperCase().replaceAll('-', '_')}`;
  const candidates = [process.env[variable] ?? '', ...(process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name))];
  const found = candidates.find((file) => file !== '' && isProgram(file));
  if (!found) throw new Error(`${name} is missing: run \`npm test\`, which fetches it, or set ${variable}.`);
  return found;
}
