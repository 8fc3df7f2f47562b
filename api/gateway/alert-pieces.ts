// How do alerts travel in a signal? In pieces that Temporal takes, and what was delivered several times only once, with its count.
import type { Alert, AlertBatch } from '../../src/contracts/alert';

const HEAVIEST_PIECE = 256 * 1024; // bytes; a batch of pieces stays below 512 KiB, or is one piece

const MOST_LABEL_BYTES = 4096; // of one alert: a view shows a hundred, and Temporal carries two MiB

/** Alerts with their texts: what reads the same is the same delivery again. */
export interface Piece { alerts: { alert: Alert; text: string }[]; weight: number; same: string }

/** A delivery's alerts in order, split where they grow too heavy for one signal. */
export function piecesOf(alerts: readonly Alert[]): Piece[] {
  const pieces: { alerts: Piece['alerts']; weight: number }[] = [];
  for (const whole of alerts) {
    const alert = carried(whole);
    const text = JSON.stringify(alert);
    const weight = Buffer.byteLength(text);
    const last = pieces.at(-1);
    if (last && last.weight + weight <= HEAVIEST_PIECE) {
      last.alerts.push({ alert, text });
      last.weight += weight;
    } else {
      pieces.push({ alerts: [{ alert, text }], weight });
    }
  }
  return pieces.map((piece) => ({ ...piece, same: piece.alerts.map(({ text }) => text).join('\n') }));
}

/** Each alert once, in the order in which it first came, with how often it came. */
export function batchOf(pieces: readonly Pick<Piece, 'alerts'>[], receivedAt: string): AlertBatch {
  const counted = new Map<string, { alert: Alert; times: number }>();
  for (const { alert, text } of pieces.flatMap((piece) => piece.alerts)) {
    const known = counted.get(text);
    if (known) known.times += 1;
    else counted.set(text, { alert, times: 1 });
  }
  const all = [...counted.values()];
  const several = all.some(({ times }) => times > 1);
  return { alerts: all.map(({ alert }) => alert), ...(several ? { times: all.map(({ times }) => times) } : {}), receivedAt };
}

/** The alert with the labels that fit; routing and grouping have read all of them, and its identity is the fingerprint. */
function carried(alert: Alert): Alert {
  let bytes = 0;
  const entries = Object.entries(alert.labels);
  const over = entries.findIndex(([label, value]) => (bytes += Buffer.byteLength(label) + Buffer.byteLength(value)) > MOST_LABEL_BYTES);
  return over === -1 ? alert : { ...alert, labels: Object.fromEntries(entries.slice(0, over)) };
}
