// How fast does the budget burn? Each rule with its two windows against its rate; it burns when both are over.
import type { WatchSample } from '../../../src/contracts/live-release';
import type { BurnPlan } from '../../../src/contracts/release-plan';
import { readLength } from '../text';
import { burnRows } from '../watch';
import type { Burn, BurnRow } from '../watch';
import { Shape } from './marks';

const MARKS = { burns: 'failed', calm: 'passed', unknown: 'inconclusive' } as const;

export function BurnTable({ sample, plan }: { sample: WatchSample | undefined; plan: readonly BurnPlan[] | undefined }) {
  const rows = burnRows(sample, plan);
  if (rows.length === 0) return null;
  return (
    <>
      <h3 class="inner">Burn <span>times as fast as the budget allows; both windows have to be over</span></h3>
      <ul class="burns">{rows.map((row) => <Row key={row.rate} row={row} />)}</ul>
    </>
  );
}

function Row({ row: { rate, long, short, state } }: { row: BurnRow }) {
  return (
    <li>
      <p><Shape mark={MARKS[state]} /> <b>{state === 'burns' ? 'burns' : state === 'calm' ? 'calm' : 'unknown'}</b> <span class="soft">alarm at {rate} times</span></p>
      <Window name="long" burn={long} rate={rate} />
      <Window name="short" burn={short} rate={rate} />
    </li>
  );
}

/** The bar ends at one and a half times the rate; the line is the rate. */
function Window({ name, burn: { seconds, value, isOver }, rate }: { name: string; burn: Burn; rate: number }) {
  return (
    <div class="bar">
      <span class="soft">{seconds === undefined ? name : readLength(seconds)}</span>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        {value !== null && <rect x="0" y="1" height="8" width={Math.max(0.4, Math.min(100, (value / (rate * 1.5)) * 100))} class={isOver ? 'bad' : 'ok'} />}
        <line x1={100 / 1.5} x2={100 / 1.5} y1="0" y2="10" class="limit" />
      </svg>
      <span class={isOver ? 'bad' : value === null ? 'wait' : ''}>{value === null ? '? no data' : `${value < 10 ? Number(value.toFixed(2)) : Number(value.toFixed(1))} times${isOver ? ', over' : ''}`}</span>
    </div>
  );
}
