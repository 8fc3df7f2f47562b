// Which files does a developer want to see first? Those at which the last attempt failed, then those that the running release changed.
import { isInside } from '../client/problem-places';
import type { IncidentView } from '../src/contracts/incident';

export interface Suspected { path: string; line?: number; why: string }

const MOST = 5;
const TRACE = /(?:^|[\s("'`])((?:\.{0,2}\/)?[\w@.-]+(?:\/[\w@.+ -]+)*\.[A-Za-z]{1,6}):(\d{1,6})(?::\d+)?/gm;
const UNLIKELY = /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|go\.sum|Cargo\.lock|poetry\.lock|CHANGELOG\.md)$|\.(lock|md|png|jpe?g|gif|svg|ico|snap)$/i;

/** By need, each file once; all of them, so that those that are not in the clone can be left out before `most` are taken. */
export function suspectedFiles(view: Pick<IncidentView, 'attempts' | 'related'>): Suspected[] {
  const all = [...ofAttempt(view), ...ofChange(view)].flatMap((one) => {
    const path = insideClone(one.path);
    return path === undefined ? [] : [{ ...one, path }];
  });
  const first = new Map<string, Suspected>();
  for (const one of all) if (!first.has(one.path)) first.set(one.path, one);
  return [...first.values()];
}

export async function openable(files: readonly Suspected[], isThere: (path: string) => Promise<boolean>, most = MOST): Promise<Suspected[]> {
  const found: Suspected[] = [];
  for (const file of files) {
    if (found.length >= most) break;
    if (await isThere(file.path)) found.push(file);
  }
  return found;
}

/** A path within the clone, with `/` between its parts; undefined for one that leads out of it. */
export function insideClone(path: string): string | undefined {
  const parts = path.replace(/\\/g, '/').split('/').filter((part) => part !== '.' && part !== '');
  const isUsable = isInside(path) && parts.length > 0 && !parts.some((part) => part.toLowerCase() === '.git') && !/[\n\r]/.test(path);
  return isUsable ? parts.join('/') : undefined;
}

function ofAttempt({ attempts }: Pick<IncidentView, 'attempts'>): Suspected[] {
  const ended = attempts.findLast(({ verdict, stages }) => verdict !== 'running' && verdict !== 'superseded' && stages.length > 0);
  if (!ended || ended.verdict === 'passed') return [];
  const faults = ended.stages.flatMap(({ answer }) => answer?.faults ?? []).filter(({ isNew }) => isNew !== false);
  const placed = faults.flatMap(({ file, line, what }) => (file ? [{ path: file, ...(line ? { line } : {}), why: what }] : []));
  const cases = ended.stages.flatMap(({ cells }) => cells.flatMap(({ result }) => result?.tests?.cases ?? [])).filter(({ status, known }) => status === 'failed' && known !== true);
  const traced = cases.flatMap(({ message = '', name }) => [...message.matchAll(TRACE)].map(([, path = '', line]) => ({ path, line: Number(line), why: name })));
  return [...placed, ...traced];
}

function ofChange({ related }: Pick<IncidentView, 'related'>): Suspected[] {
  const files = related?.change?.files ?? [];
  const likely = (isLikely: boolean) => files.filter(({ path }) => UNLIKELY.test(path) !== isLikely);
  return [...likely(true), ...likely(false)].map(({ path }) => ({ path, why: `changed by “${related?.change?.subject ?? ''}”` }));
}
