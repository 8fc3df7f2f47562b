// One service on a wall: what is left of its budget and how it went, what runs since when, who has the lane.
import type { ServiceView } from '../../../src/contracts/http';
import { budgetLeft } from '../budget';
import { SHAPES, toneOf } from '../mark';
import { dayAndClock, percent } from '../text';
import { BudgetChart } from './budget-chart';
import { ENDS } from './deployed';
import { Moment } from './marks';

interface Props { service: ServiceView; titles: Map<string, string>; now: number }

export function WallService({ service, titles, now }: Props) {
  const { name, budget, burn, release, lane, deployments } = service;
  const left = budget && budgetLeft(budget);
  const [last] = deployments ?? [];
  return (
    <li class="wall-service">
      <div class="wall-name"><b>{name}</b>{left ? <b class={left.tone === 'none' ? 'soft' : left.tone}>{left.tone === 'bad' ? '✕ ' : left.tone === 'wait' ? '▲ ' : ''}{budget.left === null ? 'budget unknown' : budget.left < 0 ? `${percent(-budget.left)} over` : left.text}</b> : <span class="soft">no objective</span>}</div>
      <div class="wall-burn">{burn && <BudgetChart name={name} burn={burn} />}</div>
      <div class="wall-runs">{release ? <><b>{release.version}</b> <span class="soft">since <Moment at={release.at} text={dayAndClock(release.at, now)} /></span></> : <span class="soft">release unknown</span>}{last && last.outcome !== 'kept' && <span class={toneOf(ENDS[last.outcome].mark)}>{SHAPES[ENDS[last.outcome].mark]} {ENDS[last.outcome].text} <Moment at={last.at} text={dayAndClock(last.at, now)} /></span>}</div>
      <div class="wall-lane">{lane?.blocked ? <b class="bad">✕ lane waits for a person</b> : lane?.holder ? <><span class="run">● lane: {titles.get(lane.holder) ?? lane.holder}</span>{lane.queue.length > 0 && <small class="wait">{lane.queue.length} waiting</small>}</> : <span class="soft">{lane ? 'lane free' : 'lane unknown'}</span>}</div>
    </li>
  );
}
