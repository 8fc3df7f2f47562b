// How do secrets stay out of what is written down? The one exit through which logs, errors and evidence text pass.
const BEARER = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi;
const OURS = /\bdayshift_[A-Za-z0-9_-]{20,}/g; // a token, a link's secret or a session
const URL_PASSWORD = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]+:)[^\s@/]+@/gi;
const ASSIGNED = /\b((?:[a-z0-9_]*(?:password|passwd|secret|api[_-]?key|token))["']?\s*[=:]\s*["']?)[^\s"',;&]{4,}/gi;

/** Replaces the given secrets (of four characters or more) and what looks like one by `***`. */
export function mask(text: string, secrets: readonly string[] = []): string {
  let masked = text;
  for (const secret of secrets) if (secret.length >= 4) masked = masked.split(secret).join('***');
  return masked.replace(OURS, 'dayshift_***').replace(BEARER, '$1 ***').replace(URL_PASSWORD, '$1***@').replace(ASSIGNED, '$1***');
}
