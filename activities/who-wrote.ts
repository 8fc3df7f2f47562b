// Who wrote what a gate found, and what changed since it was good? Asked of the repository; what it cannot say is left out.
import type { GateAnswer } from '../src/contracts/result';
import type { World } from './world';

export interface WhoWroteOrder {
  repository: string;
  commit: string; // that was judged
  answer: GateAnswer;
  good?: { good: string; commit: string }; // what passed last, in words, and its commit
}

const MOST_FILES = 20;
type Asked = Pick<World, 'sourceHistory' | 'sourceControl'>;

export async function whoWroteIt({ sourceHistory, sourceControl }: Asked, { repository, commit, answer, good }: WhoWroteOrder): Promise<GateAnswer> {
  const faults = await Promise.all(answer.faults.map(async (fault) => {
    if (!fault.file) return fault;
    const wrote = await sourceHistory.whoWrote(repository, commit, fault.file, fault.line);
    return wrote ? { ...fault, wrote } : fault;
  }));
  if (!good) return { ...answer, faults };
  const { files } = await sourceControl.change(repository, good.commit, commit);
  return { ...answer, faults, since: { ...good, files: files.map(({ path }) => path).slice(0, MOST_FILES) } };
}
