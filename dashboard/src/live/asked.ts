// What is the page asked for by its address, and how does it say so when the reader chooses something else? The address can be shared, and going back works.
import { useEffect, useState } from 'preact/hooks';
import { askedOf } from '../route';

export function useAsked(): [URLSearchParams, (next: URLSearchParams) => void] {
  const [asked, setAsked] = useState(() => askedOf(window.location));
  useEffect(() => {
    const follow = () => { setAsked(askedOf(window.location)); };
    window.addEventListener('hashchange', follow);
    return () => { window.removeEventListener('hashchange', follow); };
  }, []);
  function ask(next: URLSearchParams): void {
    const path = window.location.hash.replace(/\?.*$/s, '') || `#${window.location.pathname}`; // a page may be reached without a hash, but what it is asked for stands behind one
    window.history.replaceState(null, '', next.size > 0 ? `${path}?${next.toString()}` : path); // says no hashchange: the page stays where it is
    setAsked(next);
  }
  return [asked, ask];
}
