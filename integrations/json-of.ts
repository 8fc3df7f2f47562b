// What does a text say when it should be JSON? One that is none is undefined, which no schema takes.
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
