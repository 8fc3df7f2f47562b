// What does an answer set as the session cookie?
import type { APIResponse } from '@playwright/test';

export interface SetCookie {
  value: string;
  flags: string[]; // lower case, without the value, e.g. `httponly`, `samesite=lax`
}

export function sessionCookie(answer: APIResponse): SetCookie {
  const header = answer.headersArray().find(({ name, value }) => name.toLowerCase() === 'set-cookie' && value.startsWith('storefront.sid='));
  if (!header) throw new Error(`${answer.url()} answered ${answer.status()} without a session cookie`);
  const [pair = '', ...flags] = header.value.split(';');
  return { value: pair.slice(pair.indexOf('=') + 1), flags: flags.map((flag) => flag.trim().toLowerCase()) };
}
