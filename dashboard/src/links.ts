// May an address be shown as a link? Only http and https: what came from outside must not become code.
export function safeLink(address: string): string | undefined {
  try {
    const { protocol, href } = new URL(address);
    return protocol === 'http:' || protocol === 'https:' ? href : undefined;
  } catch {
    return undefined;
  }
}
