// Where is the token kept? In this tab only.
const KEY = 'dayshift.token';
export const CHANGED = 'dayshift:token';

export function currentToken(): string {
  return window.sessionStorage.getItem(KEY) ?? '';
}

export function keepToken(token: string): void {
  if (token) window.sessionStorage.setItem(KEY, token);
  else window.sessionStorage.removeItem(KEY);
  window.dispatchEvent(new Event(CHANGED));
}
