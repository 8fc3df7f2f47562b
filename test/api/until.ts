// How does a test wait? For a condition, asked again and again; what it waited for is said when it never comes.
const PATIENCE_MS = 60_000;
const ASK_EVERY_MS = 20;

export async function until<T>(ask: () => T | Promise<T>, fits: (value: T) => boolean, what: string, patienceMs = PATIENCE_MS): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const value = await ask();
    if (fits(value)) return value;
    if (Date.now() > end) throw new Error(`waited for: ${what}; the last answer was ${JSON.stringify(value)?.slice(0, 2000)}`);
    await new Promise((resolve) => { setTimeout(resolve, ASK_EVERY_MS); });
  }
}
