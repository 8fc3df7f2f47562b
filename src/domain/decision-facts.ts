// What must a signer know of these bytes? The change, every gate with its figures, acceptance by story, what runs there now, the budget.
import type { Threshold } from '../contracts/check';
import type { Budget, DecisionFacts } from '../contracts/decision';
import type { AttemptView, IncidentView, StageView } from '../contracts/incident';
import type { Plan } from '../contracts/plan';
import type { CellResult, Release } from '../contracts/result';
import { excludedOf } from './approval-count';
import { flakyIn } from './flaky';
import { unitOf } from './metrics-names';
import { writeQuantity } from './quantity';
import { takenOverIn } from './reuse';

export interface FactsQuestion {
  view: Pick<IncidentView, 'acceptance' | 'team'>;
  attempt: AttemptView;
  plan: Pick<Plan, 'stages'>;
  environment: string;
  running: Release | undefined; // what that environment answered
  budget: Budget | undefined;
  compareLink: string | undefined; // with `{base}` and `{head}`
}

const MOST_FIGURES = 20;
/** A cell keeps no more of them. */
const MOST_FRESH = 20;

/** Figures are told from the attempt's own results; what is not known is absent, never made up. */
export function factsOf({ view, attempt, plan, environment, running, budget, compareLink }: FactsQuestion): DecisionFacts {
  const here = running?.environment === environment ? running : undefined;
  const { change } = attempt;
  return {
    attempt: attempt.number,
    subject: change?.subject ?? '',
    authors: authorsOf(view, attempt),
    change: change && { files: change.files.length, additions: change.additions, deletions: change.deletions, link: linkOf(compareLink, here, attempt) },
    gates: attempt.stages.map((stage) => ({ stage: stage.stage, verdict: stage.verdict, figures: figuresOf(stage, plan) })),
    acceptance: acceptanceOf(view),
    running: here, budget,
  };
}

/** Who wrote, committed or pushed a part of it, each once: by id where the team knows them. */
function authorsOf({ team }: Pick<IncidentView, 'team'>, { change, by }: AttemptView): string[] {
  const parts = [...(change?.authors ?? []), by].map((who) => who.trim()).filter((who) => who !== '');
  return [...new Set(parts.map((who) => excludedOf(team, [who], [])[0] ?? who))];
}

function linkOf(compareLink: string | undefined, running: Release | undefined, { commit }: AttemptView): string | undefined {
  if (compareLink === undefined || running?.commit === undefined) return undefined;
  return compareLink.replaceAll('{base}', encodeURIComponent(running.commit)).replaceAll('{head}', encodeURIComponent(commit));
}

function acceptanceOf({ acceptance }: Pick<IncidentView, 'acceptance'>): DecisionFacts['acceptance'] {
  return [...new Set(acceptance.map(({ story }) => story))].map((story) => {
    const criteria = acceptance.filter((one) => one.story === story);
    return { story, title: criteria[0]?.title ?? story, achieved: criteria.filter(({ achieved }) => achieved).length, criteria: criteria.length };
  });
}

function figuresOf({ stage, cells }: StageView, plan: Pick<Plan, 'stages'>): string[] {
  const results = cells.flatMap(({ result }) => result ?? []);
  const figures = [
    ...(results.length < cells.length ? [`${results.length} of ${cells.length} cells ran`] : []),
    ...testsOf(results), ...metricsOf(stage, results, plan), ...findingsOf(results), ...counted(flakyIn(results).length, 'flaky'), ...reusedOf(results),
  ];
  return figures.length > MOST_FIGURES ? [...figures.slice(0, MOST_FIGURES - 1), `and ${figures.length - MOST_FIGURES + 1} more figures`] : figures;
}

function testsOf(results: readonly CellResult[]): string[] {
  const tests = results.flatMap((result) => result.tests ?? []);
  if (tests.length === 0) return [];
  const sum = (of: 'total' | 'passed' | 'failed' | 'skipped'): number => tests.reduce((all, one) => all + one[of], 0);
  const ran = results.filter((result) => result.tests).length;
  return [`${sum('passed')} of ${sum('total')} tests${ran > 1 ? ` in ${ran} cells` : ''}`, ...counted(sum('failed'), 'failed'), ...counted(sum('skipped'), 'skipped')];
}

/** The cell is named where several measure the same. */
function metricsOf(stage: string, results: readonly CellResult[], plan: Pick<Plan, 'stages'>): string[] {
  const measured = results.filter(({ metrics }) => metrics?.length);
  const thresholds = (id: string): Record<string, Threshold> => plan.stages.find((one) => one.stage === stage)?.cells.find((cell) => cell.id === id)?.thresholds ?? {};
  return measured.flatMap(({ id, metrics = [] }) => metrics.map(({ metric, candidate, running, limit, ok, unclear }) => {
    const unit = unitOf(metric, thresholds(id)[metric]);
    const beside = running === undefined ? '' : `, running release ${writeQuantity(running, unit)}`;
    const kept = ok ? '' : unclear ? ', unclear' : ', broken';
    return `${measured.length > 1 ? `${id.slice(stage.length + 1)}: ` : ''}${metric} ${writeQuantity(candidate, unit)}${beside} (${limit}${kept})`;
  }));
}

function findingsOf(results: readonly CellResult[]): string[] {
  const found = results.flatMap(({ findings }) => findings ?? []);
  if (found.length === 0) return [];
  const sum = (of: (one: NonNullable<CellResult['findings']>) => number): number => found.reduce((all, one) => all + of(one), 0);
  const fresh = sum((one) => one.fresh.length);
  const least = found.some((one) => one.fresh.length >= MOST_FRESH) ? 'at least ' : '';
  const known = sum((one) => one.known);
  return [`${least}${fresh || 'no'} new ${fresh > 1 ? 'findings' : 'finding'}, ${known} known`, ...counted(sum(({ suppressed = 0 }) => suppressed), 'suppressed'), ...counted(sum(({ gone = 0 }) => gone), 'gone')];
}

function reusedOf(results: readonly CellResult[]): string[] {
  const taken = takenOverIn(results);
  return taken ? [`${taken.count} of ${results.length} cells ${taken.from}`] : [];
}

function counted(count: number, what: string): string[] {
  return count > 0 ? [`${count} ${what}`] : [];
}
