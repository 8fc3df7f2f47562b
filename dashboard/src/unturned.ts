// How does text from outside keep to its place? Signs that would turn the direction of what stands after them are shown by their numbers.
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

export function unturned(text: string): string {
  return text.replace(TURNING, (char) => `[U+${char.charCodeAt(0).toString(16).toUpperCase()}]`);
}

/** JSON in which every text keeps to its place. */
export function readJson(text: string): unknown {
  const isTurned = /[\u202a-\u202e\u2066-\u2069]|\\u20(2[a-e]|6[6-9])/i.test(text);
  return isTurned ? JSON.parse(text, (_, value: unknown) => (typeof value === 'string' ? unturned(value) : value)) : JSON.parse(text);
}
