// Which npm is used? The one that started us, else the one on PATH, so that a version manager's choice is kept.

/** The command and its first arguments. */
export function npmCommand(env = process.env) {
  const started = env.npm_execpath;
  if (started && /npm-cli\.[cm]?js$/.test(started)) return [process.execPath, started];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}
