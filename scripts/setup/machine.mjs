// Can dayshift run on this machine at all? Node and git come first: nothing here fetches them.

import { run } from '../tools/run.mjs';

const leastNode = 20;
const advice = {
  node: 'Install Node 20 or later: https://nodejs.org/en/download, or with a version manager: nvm install 22',
  git: {
    linux: 'Install git: sudo apt-get install git (or your distribution\'s own way)',
    darwin: 'Install git: xcode-select --install',
  },
};

/** Rejects with what is missing and how to get it, everything at once. */
export async function checkMachine({ nodeVersion = process.versions.node } = {}) {
  const faults = [];
  if (Number(nodeVersion.split('.')[0]) < leastNode) faults.push(`This is Node ${nodeVersion}; dayshift needs ${leastNode} or later. ${advice.node}`);
  await run('git', ['--version'], { limitSeconds: 20 }).catch((error) => {
    faults.push(`git does not run (${error.message}). ${advice.git[process.platform] ?? advice.git.linux}`);
  });
  if (faults.length > 0) throw new Error(faults.join('\n'));
}
