// Which of the candidate's findings does the running release have too? One for one: two where there was one is one more.
import type { Finding } from '../contracts/report';
import { FINDING_LEVELS } from './vocabulary';

export interface Matched {
  fresh: Finding[]; // the candidate's alone
  known: Finding[]; // the candidate's, as both have them
  gone: Finding[]; // the running release's alone
}
type Key = (finding: Finding) => string | undefined;

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/** The most severe first, then by place. The same findings are put in the same order, however they came. */
export function mostSevereFirst<F extends Finding>(findings: readonly F[]): F[] {
  return [...findings].sort((a, b) => FINDING_LEVELS.indexOf(b.level) - FINDING_LEVELS.indexOf(a.level) || compare(a.file, b.file) || a.line - b.line
    || compare(a.rule, b.rule) || compare(a.message, b.message) || compare(a.identity, b.identity) || compare(printKey(a) ?? '', printKey(b) ?? ''));
}

function printKey({ rule, prints = [] }: Finding): string | undefined {
  return prints.length > 0 ? JSON.stringify([rule, ...prints]) : undefined;
}

/** A print that one report gives to different findings names none of them. */
function ambiguous(findings: readonly Finding[]): Set<string> {
  const identities = new Map<string, string>();
  const shared = new Set<string>();
  for (const finding of findings) {
    const key = printKey(finding);
    if (key === undefined) continue;
    if ((identities.get(key) ?? finding.identity) !== finding.identity) shared.add(key);
    identities.set(key, finding.identity);
  }
  return shared;
}

/** By the tool's print, by our own identity, by the code in another file; each at first with level and line, which tells twins apart. */
function keys(candidate: readonly Finding[], running: readonly Finding[]): Key[] {
  const unclear = new Set([...ambiguous(candidate), ...ambiguous(running)]);
  const byPrint: Key = (finding) => {
    const key = printKey(finding);
    return key === undefined || unclear.has(key) ? undefined : key;
  };
  const traits: Key[] = [byPrint, ({ identity }) => identity, ({ code }) => code];
  return traits.flatMap((trait): Key[] => {
    const refined = (detail: (finding: Finding) => string): Key => (finding) => {
      const key = trait(finding);
      return key === undefined ? undefined : `${key} ${detail(finding)}`;
    };
    return [refined(({ level, line }) => `${level} ${line}`), refined(({ level }) => level), trait];
  });
}

/** Takes out the pairs that share a key. Of the same key the milder are taken for the known ones: what is severe is not covered by what was mild. */
function pair(fresh: readonly Finding[], gone: readonly Finding[], key: Key): Matched {
  const waiting = new Map<string, Finding[]>();
  const rest: Finding[] = [];
  for (const finding of gone) {
    const at = key(finding);
    const alike = at === undefined ? rest : waiting.get(at);
    if (alike) alike.push(finding);
    else if (at !== undefined) waiting.set(at, [finding]);
  }
  const matched: Matched = { fresh: [], known: [], gone: rest };
  const taken = new Map<string, number>();
  for (const finding of fresh) {
    const at = key(finding);
    const number = at === undefined ? 0 : taken.get(at) ?? 0;
    if (at === undefined || number >= (waiting.get(at)?.length ?? 0)) {
      matched.fresh.push(finding);
      continue;
    }
    taken.set(at, number + 1);
    matched.known.push(finding);
  }
  for (const [at, findings] of waiting) matched.gone.push(...findings.slice(taken.get(at) ?? 0));
  return matched;
}

/** Does not depend on the order in which either side tells its findings. */
export function matchFindings(candidate: readonly Finding[], running: readonly Finding[]): Matched {
  const mildFirst = (findings: readonly Finding[]): Finding[] => mostSevereFirst(findings).reverse();
  return keys(candidate, running).reduce<Matched>((matched, key) => {
    const { fresh, known, gone } = pair(matched.fresh, matched.gone, key);
    return { fresh, known: [...matched.known, ...known], gone };
  }, { fresh: mildFirst(candidate), known: [], gone: mildFirst(running) });
}
