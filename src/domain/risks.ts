// What must a signer know before they sign? What the fix asks less of, what people let through, what was flaky, taken over or sent back before.
import type { AttemptView, IncidentView } from '../contracts/incident';
import type { Plan } from '../contracts/plan';
import type { CellResult } from '../contracts/result';
import { wasBroken } from './approval-card';
import { wasTakenBack } from './deployment';
import { flakyIn } from './flaky';
import { letThrough } from './gate-card';
import { takenOverIn } from './reuse';
import { short } from './timeline';
import { Through } from './vocabulary';

type Attempt = Pick<AttemptView, 'stages'> & Partial<Pick<AttemptView, 'commit' | 'digest' | 'by' | 'through'>>;
type Before = Partial<Pick<IncidentView, 'barred' | 'decision' | 'deployments'>>;

/** One sentence each; none when all went its ordinary way. `before`: the incident, for what became of this change until now. */
export function risksOf(attempt: Attempt, plan: Pick<Plan, 'touchesPipeline' | 'weakens'>, before: Before = {}): string[] {
  const results = attempt.stages.flatMap(({ cells }) => cells.flatMap(({ result }) => result ?? []));
  return [
    ...sentBack(attempt, before),
    ...glass(attempt, before),
    ...(attempt.through === Through.Agent ? [`an agent had it built, in the name of ${attempt.by ?? 'somebody'}`] : []),
    ...(plan.touchesPipeline ? [plan.weakens.length > 0 ? 'the fix changes the pipeline file, and asks less of later releases' : 'the fix changes the pipeline file'] : []),
    ...plan.weakens,
    ...letThrough(attempt),
    ...named('flaky, failed and passed on the same bytes', flakyIn(results)),
    ...quarantined(results),
    ...takenOver(results),
  ];
}

/** The same bytes or the same commit were live before, and were taken back. */
function sentBack({ commit, digest }: Attempt, { barred = [], deployments = [] }: Before): string[] {
  const bar = barred.find((one) => one.digest === digest);
  if (bar) return [`barred: these bytes were rolled back before: ${bar.why}`];
  const back = deployments.filter((one) => (one.commit === commit || one.digest === digest) && wasTakenBack(one));
  return back.map(({ environment, outcome, digest: bytes, why }) => `the same ${bytes === digest ? 'bytes were' : `commit, as ${short(bytes)}, was`} ${outcome === 'undone' ? 'undone' : 'rolled back'} in ${environment} before${why === undefined ? '' : `: ${why}`}`);
}

/** The mark stays with the bytes, from one environment to the next. */
function glass({ digest }: Attempt, { decision, deployments = [] }: Before): string[] {
  if (decision && decision.digest === digest && wasBroken(decision.glass)) return [`glass was broken for ${decision.environment} by ${decision.glass.by.join(' and ')}: ${decision.glass.reason}`];
  const places = deployments.filter((one) => one.digest === digest && one.isBrokenGlass).map(({ environment }) => environment);
  return places.length > 0 ? [`glass was broken for ${[...new Set(places)].join(', ')}`] : [];
}

function quarantined(results: readonly CellResult[]): string[] {
  const broke = results.flatMap(({ tests }) => tests?.cases.filter((test) => test.quarantined && test.status === 'failed') ?? []);
  return named('in quarantine and failed', broke.map(({ name }) => name));
}

function takenOver(results: readonly CellResult[]): string[] {
  const taken = takenOverIn(results);
  return taken ? [`${taken.count} of ${results.length} cells did not run: ${taken.from}`] : [];
}

function named(what: string, names: readonly string[]): string[] {
  return names.length > 0 ? [`${what}: ${[...new Set(names)].map((name) => `“${name}”`).join(', ')}`] : [];
}
