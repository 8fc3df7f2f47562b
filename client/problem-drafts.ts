// What did one cell find? Its tests, findings and figures that are not as they should be, each as a problem of this cell alone.
import type { Evidence } from '../src/contracts/evidence';
import type { MetricResult, TestCase } from '../src/contracts/report';
import type { CellResult, FindingList } from '../src/contracts/result';
import { evidenceOf, MOST_EVIDENCE, type CodeProblem } from './problem';
import type { AnsweredCell } from './problem-cells';
import { placeNamed, placeOfCheck, type Place, type Places } from './problem-places';
import { repeatCommand } from './repeat-command';

type Listed = FindingList['findings'][number];
type Told = Pick<CodeProblem, 'kind' | 'rule' | 'message' | 'severity' | 'blocks'> & Partial<CodeProblem> & { key: string; place: Place };

const FINDINGS_FILE = 'dayshift/findings.json';
const PICTURES = /^image\//;
const OTHER_SIDE = /^running(-\d+)?\//;

/** The evidence that holds every finding of a cell; undefined when the cell's own few are all, or it has none. */
export function listOf({ findings, evidence }: CellResult): Evidence | undefined {
  return findings ? evidence.find(({ name }) => name === FINDINGS_FILE) : undefined;
}

/** `list`: every finding of this cell, when it could be had. */
export function problemsOfCell(answered: AnsweredCell, list: FindingList | undefined, places: Places): CodeProblem[] {
  const { result, stage } = answered;
  const holds = stage.verdict !== 'passed' && result.verdict !== 'passed'; // a person may have let it through
  const told = [
    ...(result.tests?.cases ?? []).flatMap((test) => testTold(test, result, holds, places)),
    ...(result.metrics ?? []).filter(({ ok }) => !ok).map((metric) => metricTold(metric, result, holds, places)),
    ...findingsTold(result, list, holds, places),
  ];
  const isTold = told.some(({ blocks }) => blocks) && result.verdict !== 'errored';
  return [...told, ...(holds && !isTold ? [cellTold(result, places)] : [])].map((one) => complete(one, answered));
}

function testTold(test: TestCase, result: CellResult, holds: boolean, places: Places): Told[] {
  const isFailed = test.status === 'failed';
  if (!isFailed && !test.flaky) return [];
  const blocks = holds && !test.quarantined;
  const known = isFailed && result.tests?.known !== undefined ? Boolean(test.known) : undefined;
  const how = isFailed ? test.message ?? 'failed' : `failed, and passed of the same bytes${test.message ? ` (${test.message})` : ''}`;
  const isElsewhere = test.file !== undefined && placeNamed(test.file, test.line, places) === undefined;
  return [{
    kind: 'test', rule: isFailed ? 'test-failed' : 'test-flaky', name: test.name, key: test.quarantined ? `${test.name} · in quarantine` : test.name, // a quarantine is narrowed to cells
    message: `${test.name}: ${how}${test.quarantined ? ' (in quarantine)' : ''}${isElsewhere ? ` (${test.file})` : ''}`,
    severity: !blocks ? 'note' : isFailed ? 'error' : 'warning', blocks, flaky: test.flaky,
    ...(known === undefined ? {} : { isNew: !known }),
    place: placeNamed(test.file, test.line, places) ?? placeOfCheck(places, result.stage, result.check),
    evidence: evidenceFor(result, test.attachments ?? []),
  }];
}

function metricTold(metric: MetricResult, result: CellResult, holds: boolean, places: Places): Told {
  const beside = metric.running === undefined ? '' : ` (running release ${short(metric.running)})`;
  const said = `${metric.metric} is ${short(metric.candidate)}${beside}, allowed is ${metric.limit}`;
  return {
    kind: 'metric', rule: metric.unclear ? 'limit-unclear' : 'limit-broken', name: metric.metric, key: `${metric.metric} ${metric.limit}`,
    message: metric.unclear ? `noise hides the answer: ${said}` : said,
    severity: !holds ? 'note' : metric.unclear ? 'warning' : 'error', blocks: holds,
    ...(!metric.unclear && metric.limit.startsWith('regression') ? { isNew: true } : {}),
    place: placeOfCheck(places, result.stage, result.check, metric.metric),
  };
}

/** Those that block stand first in the list, as many as the result counts. */
function findingsTold(result: CellResult, list: FindingList | undefined, holds: boolean, places: Places): Told[] {
  if (!result.findings) return [];
  const count = result.findings.freshCount ?? result.findings.fresh.length;
  const all: Listed[] = list?.findings ?? result.findings.fresh.map((finding) => ({ ...finding, state: 'fresh' }));
  return all.flatMap((finding, index) => findingTold(finding, { result, blocks: holds && index < count }, places));
}

function findingTold({ state, ...finding }: Listed, { result, blocks }: { result: CellResult; blocks: boolean }, places: Places): Told[] {
  if (state === 'gone') return [];
  const place = placeNamed(finding.file, finding.line, places);
  const ended = finding.suppression?.ended ? ` (no longer suppressed: the suppression by ${finding.suppression.owner} ended on ${finding.suppression.until})` : '';
  return [{
    kind: 'finding', rule: finding.rule, key: `${finding.file} ${finding.message}`,
    message: `${finding.message}${place || finding.file === '' ? '' : ` (${finding.file})`}${ended}`,
    severity: blocks || state === 'fresh' ? finding.level : 'note', level: finding.level, blocks, state, suppression: finding.suppression,
    ...(finding.suppression?.ended || state === 'suppressed' ? {} : { isNew: state === 'fresh' }),
    place: place ?? placeOfCheck(places, result.stage, result.check), related: finding.related ?? [], help: finding.help,
  }];
}

/** What no test, figure or finding tells: a broken tool, no report, no test at all. */
function cellTold({ stage, check, verdict, reason }: CellResult, places: Places): Told {
  return {
    kind: 'cell', rule: `check-${verdict}`, key: reason, message: `${check} ${verdict}: ${reason}`, severity: verdict === 'inconclusive' ? 'warning' : 'error', blocks: true,
    place: placeOfCheck(places, stage, check),
  };
}

function complete({ key, place, ...told }: Told, { attempt, result }: AnsweredCell): CodeProblem {
  const { stage, check } = result;
  return {
    related: [], evidence: evidenceFor(result, []), command: repeatCommand(result), ...told, ...place,
    id: [stage, check, told.rule, place.file, place.line, key].join(' · '), source: `dayshift ${stage}/${check}`, stage, check,
    cells: [{ id: result.id, at: result.point, log: result.log }], attempt: attempt.number, commit: attempt.commit,
  };
}

/** The test's own attachments, then pictures, then what else there is; none of the running release. */
function evidenceFor({ evidence }: CellResult, attachments: readonly string[]): CodeProblem['evidence'] {
  const ours = evidence.filter(({ name }) => !OTHER_SIDE.test(name));
  const own = ours.filter(({ name }) => attachments.some((file) => name.endsWith(`/${file.replace(/^\.\//, '')}`) || file.endsWith(name.slice(name.indexOf('/') + 1))));
  const pictures = ours.filter(({ mediaType }) => PICTURES.test(mediaType));
  return [...new Set([...own, ...(own.length > 0 ? [] : pictures), ...ours.filter((one) => !pictures.includes(one))])].slice(0, MOST_EVIDENCE).map(evidenceOf);
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
