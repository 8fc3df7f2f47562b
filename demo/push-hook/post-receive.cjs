// Tells dayshift of each branch that was pushed, and the pusher what dayshift answered. The push itself always stands.
const { execFileSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const TRY_FOR_MS = 60_000; // dayshift may be restarting
const BETWEEN_TRIES_MS = 500;
const LONGEST_ANSWER_MS = 15_000;
const NOTHING = '0'.repeat(40);

function say(line) {
  console.log(`dayshift: ${line}`);
}

function pusherOf(commit) {
  return process.env.DAYSHIFT_PUSHER || execFileSync('git', ['log', '-1', '--format=%ce', commit], { encoding: 'utf8' }).trim();
}

/** One try. `undefined` while dayshift is away, otherwise the line for the pusher. */
async function tell(url, token, push) {
  let response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(push),
      signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
    });
  } catch {
    return undefined; // away: the caller tries again and says so
  }
  if (response.status >= 500) return undefined;
  const answer = await response.json().catch(() => ({}));
  return answer.text || answer.detail || answer.title || `answered ${response.status} without a word`;
}

async function insist(url, token, push) {
  const until = Date.now() + TRY_FOR_MS;
  let told = await tell(url, token, push);
  if (told === undefined) say(`does not answer at ${url}; trying for a minute …`);
  while (told === undefined && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS));
    told = await tell(url, token, push);
  }
  say(told ?? `did not answer. Your push is safe; start the build by hand with \`dayshift build\`.`);
}

async function main() {
  const settings = JSON.parse(readFileSync(join(__dirname, 'dayshift.json'), 'utf8'));
  const url = `${process.env.DAYSHIFT_API || settings.api}/api/v1/pushes`;
  for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
    const [before, after, ref] = line.split(' ');
    if (!ref.startsWith('refs/heads/') || after === NOTHING) continue; // a tag, or a branch that is gone
    await insist(url, settings.token, { repository: settings.repository, ref, before, after, pusher: pusherOf(after) });
  }
}

main().catch((error) => say(`was not told of this push: ${error.message}`));
