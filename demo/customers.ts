// Who are production's customers? Made-up people by number; every third opened the account before release 1.4.0 and is stored as typed.
export const CUSTOMERS = 3_000;
export const CUSTOMER_PASSWORD = 'slow-mornings-good-leaves';
/** What the storefront's password hashing makes of it. One hash for all, so that thousands of accounts take no minute to make. */
export const CUSTOMER_PASSWORD_HASH = '$2b$07$YCFhn.dshsE6E2VnWzFF7u3egd5WzTq2uIsE80M490DWaW.antu9a';

const FIRST = ['Ada', 'Bela', 'Cleo', 'Dario', 'Edda', 'Femi', 'Gita', 'Hugo', 'Ines', 'Jory', 'Kaya', 'Levi', 'Mira', 'Noor', 'Otis', 'Pia', 'Quinn', 'Rosa', 'Sami', 'Tova'];
const LAST = ['Ambrose', 'Birch', 'Calloway', 'Dunmore', 'Ellery', 'Fairweather', 'Gorse', 'Hollis', 'Inkpen', 'Juniper', 'Kestrel', 'Larkin', 'Merrow', 'Nettle', 'Orchard', 'Pembury', 'Quill'];
const LEGACY_EVERY = 3;

export interface DemoCustomer {
  name: string;
  email: string; // as its owner types it, and as it is stored
  legacy: boolean;
}

/** Customer `number`, from 1. The same number is always the same person. */
export function demoCustomer(number: number): DemoCustomer {
  const first = FIRST[number % FIRST.length] ?? '';
  const last = LAST[number % LAST.length] ?? '';
  const email = `${first}.${last}${number}@Example.org`;
  const legacy = number % LEGACY_EVERY === 0;
  return { name: `${first} ${last}`, email: legacy ? email : email.toLowerCase(), legacy };
}

/** The customer in the browser: one of those that release 1.4.0 refuses. */
export const BROWSER_CUSTOMER = demoCustomer(3);

/** What the storefront's smoke test is told: customers that were refused, the one in the browser first. */
export function smokeEnvironment(): Record<'SMOKE_EMAIL' | 'SMOKE_PASSWORD', string> {
  return { SMOKE_EMAIL: [3, 333, 1_332, 2_997].map((number) => demoCustomer(number).email).join(','), SMOKE_PASSWORD: CUSTOMER_PASSWORD };
}
