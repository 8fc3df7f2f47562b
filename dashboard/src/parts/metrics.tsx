// How does the candidate do beside what runs now? For each figure both sides with every round, the limit as a line, and the difference in words.
import type { MetricResult } from '../../../src/contracts/report';
import { comparisonInWords, limitOf, readLimit, readMetric } from '../comparison';
import { plural } from '../text';
import { Shape } from './marks';
import { SideBar, SideDots } from './metric-side';

export function Metrics({ metrics, rounds }: { metrics: readonly MetricResult[]; rounds: number | undefined }) {
  const names = [...new Set(metrics.map(({ metric }) => metric))];
  return (
    <div class="metrics">
      {names.map((name) => <MetricRow key={name} results={metrics.filter(({ metric }) => metric === name)} />)}
      {rounds !== undefined && rounds > 1 && <p class="soft">Each side was loaded {plural(rounds, 'time')}, by turns; a dot is one round, the bar its median.</p>}
    </div>
  );
}

function MetricRow({ results }: { results: readonly MetricResult[] }) {
  const first = results[0];
  if (!first) return null;
  const { metric, candidate, running, rounds } = first;
  const unclear = results.some((one) => one.unclear);
  const mark = unclear ? 'inconclusive' : results.every(({ ok }) => ok) ? 'passed' : 'failed';
  const tone = unclear ? 'wait' : mark === 'passed' ? 'ok' : 'bad';
  const written = results.map(({ limit }) => limit);
  const limits = results.map((one) => limitOf(one, written)).filter((limit) => limit !== undefined);
  const words = comparisonInWords(results);
  const compared = results.some(({ interval }) => interval !== undefined);
  const scale = rounds ? rangeOf([...rounds.candidate, ...rounds.running, candidate, running ?? candidate, ...limits]) : { from: 0, to: Math.max(candidate, running ?? 0, ...limits, Number.MIN_VALUE) * 1.06 };
  const said = (value: number) => readMetric(value, metric, written);
  const side = { limits: limits.map((limit) => shareOf(limit, scale)), said };
  return (
    <div class="metric">
      <p><b><Shape mark={mark} /> {metric}</b> {words && <span class={compared ? `${tone} diff` : 'soft'}>{words}</span>} <span class="soft">{results.filter(({ interval }) => interval === undefined).map(({ limit }) => readLimit(limit)).join(', ')}</span></p>
      {running !== undefined && (rounds?.running.length
        ? <SideDots {...side} name="running" tone="was" values={rounds.running} median={running} place={(value) => shareOf(value, scale)} />
        : <SideBar {...side} name="running" tone="was" share={shareOf(running, scale)} value={running} />)}
      {rounds?.candidate.length
        ? <SideDots {...side} name="candidate" tone={tone} values={rounds.candidate} median={candidate} place={(value) => shareOf(value, scale)} />
        : <SideBar {...side} name="candidate" tone={tone} share={shareOf(candidate, scale)} value={candidate} />}
    </div>
  );
}

interface Range { from: number; to: number }

/** Room at both ends; what is all alike still has a width. */
function rangeOf(values: readonly number[]): Range {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = (most - least || Math.abs(most) || 1) * 0.07;
  return { from: least - room, to: most + room };
}

function shareOf(value: number, { from, to }: Range): number {
  return (value - from) / (to - from);
}
