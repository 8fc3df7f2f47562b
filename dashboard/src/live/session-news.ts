// Who tells the page that the session changed? Whoever signed in or out here, another tab, or an answer that knows nobody.
const CHANGED = 'dayshift:session';
const UNKNOWN = 'dayshift:not-signed-in';
const ASKED = 'dayshift:sign-in';

/** Somebody signed in or out, here: every tab asks anew who acts. */
export function sayChanged(): void {
  window.dispatchEvent(new Event(CHANGED));
  const others = new BroadcastChannel(CHANGED);
  others.postMessage('');
  others.close();
}

export function sayNotSignedIn(): void {
  window.dispatchEvent(new Event(UNKNOWN));
}

/** Opens the way in, wherever on the page somebody wants to act. */
export function askToSignIn(): void {
  window.dispatchEvent(new Event(ASKED));
}

export function onAskedToSignIn(open: () => void): () => void {
  return heard(ASKED, open);
}

/** The session changed, here or in another tab. */
export function onChanged(read: () => void): () => void {
  const others = new BroadcastChannel(CHANGED);
  others.onmessage = read;
  const leave = heard(CHANGED, read);
  return () => { leave(); others.close(); };
}

export function onNotSignedIn(read: () => void): () => void {
  return heard(UNKNOWN, read);
}

function heard(name: string, tell: () => void): () => void {
  window.addEventListener(name, tell);
  return () => { window.removeEventListener(name, tell); };
}
