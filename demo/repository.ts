// Where does the team's code come from? From the template: a bare repository with weeks of history, and clones of it.
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { gitText } from '../integrations/git/git-command';
import { authorOf } from './history/commits';
import { writeHistory } from './history/write-history';

export interface Repository {
  origin: string; // folder of the bare repository
  main: string; // commit
  releases: { '1.3.0': string; '1.4.0': string }; // commits of the tags
}

/** Makes `origin.git` in the folder, or answers the one that is there. It appears whole or not at all. */
export async function createRepository({ folder, now = new Date() }: { folder: string; now?: Date }): Promise<Repository> {
  const origin = path.join(path.resolve(folder), 'origin.git');
  await mkdir(folder, { recursive: true });
  if (!(await readdir(folder)).includes('origin.git')) {
    const work = path.join(folder, `history-in-progress-${process.pid}`);
    await rm(work, { recursive: true, force: true });
    await writeHistory(work, now);
    await gitText('make the bare repository', ['clone', '--quiet', '--bare', '--no-hardlinks', work, `${work}.git`]);
    await gitText('forget where it came from', ['remote', 'remove', 'origin'], { gitFolder: `${work}.git` });
    await rename(`${work}.git`, origin);
    await rm(work, { recursive: true });
  }
  const commitOf = async (ref: string): Promise<string> => (await gitText(`know ${ref}`, ['rev-parse', `${ref}^{commit}`], { gitFolder: origin })).trim();
  return { origin, main: await commitOf('main'), releases: { '1.3.0': await commitOf('v1.3.0'), '1.4.0': await commitOf('v1.4.0') } };
}

/** A working clone for one member of the team, who is the author of what is committed there. An existing clone is kept. */
export async function cloneRepository(origin: string, folder: string, person: string): Promise<string> {
  const clone = path.resolve(folder);
  await mkdir(path.dirname(clone), { recursive: true });
  if (!(await readdir(path.dirname(clone))).includes(path.basename(clone))) await gitText('clone', ['clone', '--quiet', origin, clone]);
  await gitText('point the clone at its origin', ['remote', 'set-url', 'origin', origin], { folder: clone });
  const { name, email } = authorOf(person);
  for (const [key, value] of [['user.name', name], ['user.email', email], ['commit.gpgsign', 'false'], ['core.hooksPath', '.git/hooks']] as const) {
    await gitText(`set ${key}`, ['config', key, value], { folder: clone });
  }
  return clone;
}
