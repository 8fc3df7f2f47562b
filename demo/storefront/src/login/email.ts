// How is an e-mail that somebody typed written from here on? Lower case: nobody means two mailboxes by two spellings.
export function normaliseEmail(typed: string): string {
  return typed.trim().toLowerCase();
}
