// How are the whole lists of findings had? From the evidence, each once; what cannot be read is said, and the first twenty stand for it.
import { FindingList } from '../src/contracts/result';
import type { IncidentView } from '../src/contracts/incident';
import type { ApiClient } from './api-client';
import type { CodeProblem } from './problem';
import { answeredCells } from './problem-cells';
import { listOf } from './problem-drafts';
import { problemsOf, type ProblemOptions } from './problems';

const LARGEST_BYTES = 16 * 1024 * 1024;

/** `incomplete`: one sentence for each list that could not be read. */
export interface ReadProblems { problems: CodeProblem[]; incomplete: string[] }

/** Lists that were read before are kept in `known`, by digest: they never change. */
export async function readProblems(api: Pick<ApiClient, 'read'>, view: IncidentView, options: Omit<ProblemOptions, 'lists'> & { known?: Map<string, FindingList> } = {}): Promise<ReadProblems> {
  const { known = new Map<string, FindingList>(), ...asked } = options;
  const incomplete: string[] = [];
  for (const { result } of answeredCells(view, asked.attempt)) {
    const evidence = listOf(result);
    if (!evidence || known.has(evidence.digest)) continue;
    if (evidence.bytes > LARGEST_BYTES) incomplete.push(`${result.id} has too many findings to list: the first ${result.findings?.fresh.length ?? 0} new ones stand for them.`);
    else await readList(api, evidence.digest).then((list) => known.set(evidence.digest, list), (error: unknown) => { incomplete.push(`The findings of ${result.id} cannot be read in whole: ${error instanceof Error ? error.message : String(error)}`); });
  }
  return { problems: problemsOf(view, { ...asked, lists: known }), incomplete };
}

async function readList(api: Pick<ApiClient, 'read'>, digest: string): Promise<FindingList> {
  let text = '';
  for await (const piece of api.read(`/evidence/${encodeURIComponent(digest)}`)) text += piece;
  return FindingList.parse(JSON.parse(text));
}
