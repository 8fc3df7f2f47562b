// What was this run told? Every variable that the tests read, and what to do about one that is missing.
export function required(name: string, meaning: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`set ${name}: ${meaning}`);
  return value;
}

export const artifactFolder = (): string => required('DAYSHIFT_ARTIFACT', 'the folder of the unpacked artifact under test');
export const testDatabaseUrl = (): string => required('STOREFRONT_TEST_DATABASE_URL', 'a PostgreSQL whose user may create databases');
export const chromium = (): string => required('DAYSHIFT_CHROMIUM', 'the path of a Chromium');
