// What happened at each kill, as people read it.
import { isDeepStrictEqual } from 'node:util';
import { isLost, type Visit } from '../support/steady-traffic';
import type { Told } from './kills-rounds';

function rowOf({ planned, killed, where, live, seconds, found, wanted }: Told, visits: readonly Visit[], number: number): string[] {
  const { window } = killed;
  const lost = window ? visits.filter(isLost).filter(({ at, ms }) => at + ms >= window.from && at <= window.to).length : 0;
  return [
    String(number), planned.during, killed.who, `${Math.round(planned.moment * 100)} %`, where, killed.traffic.slice(7, 15), live.slice(7, 15),
    isDeepStrictEqual(found, wanted) ? 'one' : 'WRONG', seconds.toFixed(1), window ? `${((window.to - window.from) / 1000).toFixed(2)} s, ${lost} lost` : 'none',
  ];
}

export function renderKills(seed: number, told: readonly Told[], visits: readonly Visit[]): string {
  const rows = [['', 'during', 'killed', 'moment', 'last told', 'had traffic', 'live after', 'found', 'seconds', 'window'], ...told.map((one, i) => rowOf(one, visits, i + 1))];
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? [];
  const lines = rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ').trimEnd());
  return [`seed ${seed}: ${told.length} kills, ${visits.length} visits, ${visits.filter(isLost).length} lost`, ...lines].join('\n');
}
