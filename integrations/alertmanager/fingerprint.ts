// By what does Alertmanager know an alert? A 64-bit FNV-1a of its labels in the order of their names: the same whichever way the alert comes.

const OFFSET = 14_695_981_039_346_656_037n;
const PRIME = 1_099_511_628_211n;
const SEPARATOR = 255;

/** Sixteen hex digits, as Alertmanager itself computes them. */
export function fingerprintOf(labels: Readonly<Record<string, string>>): string {
  const inOrder = Object.entries(labels).map((pair) => pair.map((text) => Buffer.from(text))).sort(([one], [other]) => Buffer.compare(one ?? Buffer.alloc(0), other ?? Buffer.alloc(0)));
  const bytes = Buffer.concat(inOrder.flat().flatMap((text) => [text, Buffer.of(SEPARATOR)]));
  let hash = OFFSET;
  for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  return hash.toString(16).padStart(16, '0');
}
