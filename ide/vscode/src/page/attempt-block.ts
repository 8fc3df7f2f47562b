// What did an attempt come to, and what does its gate answer? Faults with the place in the code and the command that repeats them.
import type { AttemptView, IncidentView, StageView } from '../../../../src/contracts/incident';
import type { GateFault } from '../../../../src/contracts/result';
import { insideClone } from '../../../../clone/suspected-files';
import type { AttemptBlock, Fault } from './page-model';
import { markOf, nameOf, plural, shortId } from './reading';

export function attemptBlock({ team }: IncidentView, attempt: AttemptView): AttemptBlock {
  const answered = attempt.stages.findLast(({ answer }) => answer !== undefined);
  const { faults = [], more = 0, differs = [], since } = answered?.answer ?? {};
  return {
    number: attempt.number, mark: markOf(attempt.verdict), commit: shortId(attempt.commit), subject: attempt.change?.subject ?? '', by: nameOf(team, attempt.by), reason: attempt.reason,
    startedAt: attempt.startedAt, ...(attempt.endedAt ? { endedAt: attempt.endedAt } : {}), ...(attempt.digest ? { digest: attempt.digest } : {}), buildLog: attempt.buildLog,
    stages: [...buildRow(attempt), ...attempt.stages.map(stageRow)], faults: faults.map(faultOf), more, differs,
    ...(since ? { since: { good: `${since.good} (${shortId(since.commit)})`, files: since.files } } : {}),
    weakens: attempt.touchesPipeline ? (attempt.weakens?.length ? attempt.weakens : ['The change touches the pipeline file.']) : [],
  };
}

function buildRow({ build, verdict, stages }: AttemptView): AttemptBlock['stages'] {
  const mark = markOf(build?.verdict ?? (verdict === 'running' && stages.every(({ startedAt }) => startedAt === undefined) ? 'running' : 'waiting'));
  return [{ name: 'build', mark, cells: '', reason: build && build.verdict !== 'passed' ? build.reason : '' }];
}

function stageRow({ stage, verdict, cells, answer }: StageView): AttemptBlock['stages'][number] {
  const done = cells.filter(({ state }) => state === 'done');
  const bad = done.filter(({ result }) => result !== undefined && result.verdict !== 'passed');
  const first = bad[0]?.result;
  return {
    name: stage, mark: markOf(verdict), cells: verdict === 'waiting' ? plural(cells.length, 'cell') : `${done.length} of ${plural(cells.length, 'cell')}${bad.length ? `, ${bad.length} did not pass` : ''}`,
    reason: answer === undefined && first ? first.reason : '',
  };
}

function faultOf({ what, cell, isNew, file, line, wrote, command, log }: GateFault): Fault {
  const path = file === undefined ? undefined : insideClone(file);
  return {
    what, cell, news: isNew === undefined ? '' : isNew ? 'new' : 'also in production', command, log,
    ...(path === undefined ? {} : { place: { path, ...(line !== undefined && line > 0 ? { line } : {}) } }),
    ...(wrote ? { wrote: `${wrote.name}, ${shortId(wrote.commit)}, ${wrote.at.slice(0, 10)}` } : {}),
  };
}
