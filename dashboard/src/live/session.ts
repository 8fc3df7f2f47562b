// Who acts? A token that is kept for this tab only and forgotten with it.
import { useEffect, useState } from 'preact/hooks';

const KEY = 'dayshift.token';
const CHANGED = 'dayshift:token';

export function currentToken(): string {
  return window.sessionStorage.getItem(KEY) ?? '';
}

export function keepToken(token: string): void {
  if (token) window.sessionStorage.setItem(KEY, token);
  else window.sessionStorage.removeItem(KEY);
  window.dispatchEvent(new Event(CHANGED));
}

export function useToken(): string {
  const [token, setToken] = useState(currentToken);
  useEffect(() => {
    function read(): void { setToken(currentToken()); }
    window.addEventListener(CHANGED, read);
    return () => { window.removeEventListener(CHANGED, read); };
  }, []);
  return token;
}
