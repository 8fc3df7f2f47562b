// What is asked less of a stage's cells? Cells gone, thresholds loosened, more let through. Told once a check, whatever its number of cells.
import type { Threshold } from '../contracts/check';
import type { CellPlan, ProfilePlan } from '../contracts/plan';
import { parseQuantity } from './quantity';
import { FINDING_LEVELS } from './vocabulary';

export function weakerCells(before: readonly CellPlan[], after: readonly CellPlan[], day: string): string[] {
  return [...new Set(before.map(({ check }) => check))].flatMap((check) => {
    const cells = before.filter((cell) => cell.check === check);
    const pairs = cells.flatMap((cell) => after.filter(({ id }) => id === cell.id).map((kept): Pair => [cell, kept]));
    const name = `${cells[0]?.stage}/${check}`;
    if (!after.some((cell) => cell.check === check)) return [`the check ${name} is gone`];
    const gone = cells.filter((cell) => !pairs.some(([kept]) => kept === cell));
    return [
      ...(gone.length > 0 ? [`${inCells(gone.length)} of ${name} ${gone.length === 1 ? 'is' : 'are'} gone, first ${gone[0]?.id}`] : []),
      ...new Set(pairs.flatMap(([one, other]) => weakerCheck(name, one, other, day))),
      ...otherVariables(name, pairs),
      ...moreQuarantine(name, pairs),
    ];
  });
}

type Pair = readonly [before: CellPlan, after: CellPlan];

function inCells(count: number): string {
  return `${count} ${count === 1 ? 'cell' : 'cells'}`;
}

/** What is the same in each cell of a check. */
function weakerCheck(name: string, before: CellPlan, after: CellPlan, day: string): string[] {
  const at = ({ external }: CellPlan): string => (external === undefined ? 'here' : `at ${external}`);
  return [
    ...(before.run === after.run ? [] : [`${name} runs another command: \`${after.run}\` instead of \`${before.run}\``]),
    ...(differs(before.report, after.report) ? [`${name} is judged by another report`] : []),
    ...(before.external === after.external ? [] : [`${name} runs ${at(after)} instead of ${at(before)}`]),
    ...(before.network === 'none' && after.network === 'full' ? [`${name} may use the network`] : []),
    ...Object.entries(before.thresholds).flatMap(([metric, threshold]) => weakerThreshold(name, metric, threshold, after.thresholds[metric])),
    ...weakerProfile(name, before.profile, after.profile),
    ...(FINDING_LEVELS.indexOf(after.from) > FINDING_LEVELS.indexOf(before.from) ? [`findings of ${name} block from ${after.from} on instead of from ${before.from}`] : []),
    ...(before.ratchet === 'all' && after.ratchet === 'new' ? [`findings of ${name} that the running release has too no longer block`] : []),
    ...(after.retries > before.retries ? [`a failed run of ${name} is repeated ${after.retries} times instead of ${before.retries}`] : []),
    ...moreSuppressions(name, before, after, day),
  ];
}

/** Whether two records differ in any name or value. */
export function differs(one: Variables, other: Variables): boolean {
  return changedNames(one, other).length > 0;
}

type Variables = Readonly<Record<string, string | undefined>>;

function changedNames(before: Variables, after: Variables): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name]);
}

/** Their values may be secrets. */
function otherVariables(name: string, pairs: readonly Pair[]): string[] {
  const changed = pairs.map(([before, after]) => changedNames(before.env, after.env)).filter((names) => names.length > 0);
  return changed.length > 0 ? [`${inCells(changed.length)} of ${name} ${changed.length === 1 ? 'is' : 'are'} given other variables (${[...new Set(changed.flat())].sort().join(', ')})`] : [];
}

function weakerThreshold(name: string, metric: string, before: Threshold, after: Threshold | undefined): string[] {
  return (['max', 'min', 'regression'] as const).flatMap((limit) => {
    const [was, is] = [before[limit], after?.[limit]];
    if (was === undefined) return [];
    if (is === undefined) return [`${name} no longer holds \`${metric}\` to ${limit} ${was}`];
    const more = parseQuantity(is).value - parseQuantity(was).value;
    return (limit === 'min' ? more < 0 : more > 0) ? [`${name} holds \`${metric}\` to ${limit} ${is} instead of ${was}`] : [];
  });
}

function weakerProfile(name: string, before: ProfilePlan, after: ProfilePlan): string[] {
  if (before.kind === 'load') return after.kind === 'load' ? [] : [`${name} loads with the profile ${after.kind}, without the running release beside it`];
  if (before.kind === 'soak' && after.kind === 'soak') return after.seconds < before.seconds ? [`the soak of ${name} lasts ${after.seconds} s instead of ${before.seconds} s`] : [];
  if (before.kind === 'stress' && after.kind === 'stress') return after.holds < before.holds ? [`${name} must hold at level ${after.holds} instead of ${before.holds}`] : [];
  return [`${name} loads with the profile ${after.kind} instead of ${before.kind}`];
}

function moreQuarantine(name: string, pairs: readonly Pair[]): string[] {
  const more = pairs.flatMap(([before, after]) => after.quarantine.filter(({ test, review }) => !before.quarantine.some((entry) => entry.test === test && entry.review >= review)));
  return [...new Set(more.map(({ test }) => test))].map((test) => {
    const entries = more.filter((entry) => entry.test === test);
    return `"${test}" no longer holds ${inCells(entries.length)} of ${name} until ${entries.map(({ review }) => review).sort().at(-1)}`;
  });
}

/** One that has ended lets nothing through. */
function moreSuppressions(name: string, before: CellPlan, after: CellPlan, day: string): string[] {
  return after.suppressions.filter(({ rule, file, until }) => until >= day && !before.suppressions.some((entry) => entry.rule === rule && (entry.file === undefined || entry.file === file) && entry.until >= until))
    .map(({ rule, file, until }) => `findings of ${rule}${file === undefined ? '' : ` in ${file}`} no longer hold ${name} until ${until}`);
}
