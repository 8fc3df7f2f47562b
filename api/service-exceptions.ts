// What does a service let through on purpose today? Read from the pipeline file of its protected branch, and from what people gave at gates; each part that cannot be had is said.
import type { ServiceExceptions } from '../src/contracts/history';
import type { Service } from '../src/contracts/installation';
import { exceptionsOf } from '../src/domain/exceptions';
import { PIPELINE_FILE } from '../src/domain/ids';
import { answerWithin } from './answer-within';
import type { ApiDeps } from './deps';
import { reasonOf } from './doctor/finding';

const REPOSITORY_SECONDS = 10;
const LONGEST_BACK_DAYS = 30; // a quarantine that is longer due than this interests nobody
const NOTHING = { quarantine: [], suppressions: [] };

type Deps = Pick<ApiDeps, 'archive' | 'sourceControl' | 'parsePipeline'> & { now?: () => number; seconds?: number };

/** Rejects with `unreachable` when the archive is silent; a repository that is, is said in `unread`. */
export async function readExceptions({ archive, sourceControl, parsePipeline, now = () => Date.now(), seconds = REPOSITORY_SECONDS }: Deps, { name, repository, protectedBranch }: Service): Promise<ServiceExceptions> {
  const day = new Date(now()).toISOString().slice(0, 10);
  const givenSince = new Date(now() - LONGEST_BACK_DAYS * 86_400_000).toISOString().slice(0, 10);
  const [{ given }, file] = await Promise.all([archive.serviceHistory({ service: name, weeks: [], fresh: 0, givenSince }), readFile()]);
  if ('unread' in file) return { ...exceptionsOf(name, day, NOTHING, given), unread: file.unread };
  return { ...exceptionsOf(name, day, file, given), commit: file.commit };

  async function readFile(): Promise<Pick<ReturnType<typeof parsePipeline>, 'quarantine' | 'suppressions'> & { commit: string } | { unread: string }> {
    try {
      const found = await answerWithin(seconds, sourceControl.readFile(repository, protectedBranch, PIPELINE_FILE));
      if (!found) return { unread: `there is no ${PIPELINE_FILE} on ${protectedBranch}` };
      const { quarantine, suppressions } = parsePipeline(found.text, PIPELINE_FILE);
      return { quarantine, suppressions, commit: found.commit };
    } catch (error) {
      return { unread: reasonOf(error) };
    }
  }
}
