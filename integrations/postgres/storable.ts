// What does PostgreSQL take for text? Anything but the NUL sign and halves of signs.

export function storable(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD');
}
