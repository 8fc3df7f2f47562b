// What became of each attempt, and what did each of its gates say?
import type { IncidentRecord } from '../contracts/record';
import { plain, plural } from './story-text';
import { short } from './timeline';

type Attempt = IncidentRecord['attempts'][number];
type Stage = Attempt['stages'][number];

const MOST_FAULTS = 3;

/** One item for each attempt, with one below it for each gate that was reached. */
export function attemptLines(attempts: readonly Attempt[]): string[] {
  return attempts.flatMap((attempt) => [headOf(attempt), ...attempt.stages.filter(({ verdict }) => verdict !== 'not-run').map((stage) => `   - ${gateOf(stage)}`)]);
}

function headOf({ number, commit, by, subject, verdict, reason, touchesPipeline }: Attempt): string {
  const what = `${subject ? ` “${plain(subject)}”` : ''}${by ? ` by ${plain(by)}` : ''}`;
  return `${number}. \`${short(commit)}\`${what} — **${verdict}**${reason ? `: ${plain(reason)}` : ''}${touchesPipeline ? ' (it changes the pipeline file)' : ''}`;
}

function gateOf({ stage, verdict, cells, given }: Stage): string {
  const faults = cells.filter((cell) => cell.verdict !== 'passed' && cell.verdict !== 'not-run');
  const said = faults.slice(0, MOST_FAULTS).map((cell) => plain(`${[cell.check, ...Object.values(cell.point)].join(' ')}: ${cell.reason || cell.verdict}`));
  const more = faults.length > said.length ? [`and ${faults.length - said.length} more`] : [];
  return [
    `${plain(stage)}: ${plain(verdict)} — ${[countOf(cells), ...said, ...more].join('; ')}`,
    ...(given ? [`${plain(given.by)} decided: ${given.decision}, ${plain(given.reason)}`] : []),
  ].join('. ');
}

function countOf(cells: Stage['cells']): string {
  const passed = cells.filter(({ verdict }) => verdict === 'passed').length;
  const total = cells.reduce((sum, { tests }) => sum + (tests?.total ?? 0), 0);
  const tests = cells.reduce((sum, cell) => sum + (cell.tests?.passed ?? 0), 0);
  return `${passed} of ${plural(cells.length, 'cell')} passed${total > 0 ? `, ${tests} of ${plural(total, 'test')}` : ''}`;
}
