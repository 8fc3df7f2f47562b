// Is this the customer's password? An e-mail without an account costs the same time as a wrong password.
import { compare, hash, truncates } from 'bcryptjs';

const ROUNDS = 7; // few, so that a small machine can play a whole town; a shop with real customers takes 12 or more
// The hash of a text that nobody knows, with the same rounds as every real one.
const DECOY_HASH = '$2b$07$tbWiJYO/96IypEZyn8cjoeD9qjEnzDd2aqtke8o2CT5qXTlt8C7hS';

export const SHORTEST_PASSWORD = 10;

export async function passwordMatches(typed: string, storedHash: string | undefined): Promise<boolean> {
  const matches = await compare(typed, storedHash ?? DECOY_HASH);
  return matches && storedHash !== undefined;
}

/** Undefined when the password cannot be taken: too short, or longer than the hash looks at. */
export async function hashPassword(typed: string): Promise<string | undefined> {
  if (typed.length < SHORTEST_PASSWORD || truncates(typed)) return undefined;
  return hash(typed, ROUNDS);
}
