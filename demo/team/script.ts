// What do the demo's people do when it is their turn? They read what dayshift shows and decide; no verdict is theirs to write.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ApiProblem } from '../../client/api-client';
import type { GateCard } from '../../src/contracts/incident';
import { Phase } from '../../src/domain/vocabulary';
import { applyFixes } from '../fixes';
import { fixesFor, type Story } from '../stories';
import { insist, type Member } from './turns';

const run = promisify(execFile);

export type Say = (line: string) => void;

/** A refusal means that somebody else, or a repeat of ours, was quicker: it is said, and the day goes on. */
async function unlessRefused(act: () => Promise<void>, who: string, say: Say): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    say(`${who}: ${error.problem.detail}`);
  }
}

/** The product owner assigns the first suggestion, with its reason. */
export async function playProductOwner(member: Member, say: Say, signal: AbortSignal): Promise<void> {
  for await (const notice of member.turns(signal)) {
    if (notice.phase !== Phase.Assess) continue;
    await unlessRefused(async () => {
      const { suggestions } = await insist(() => member.api.incident(notice.incident), signal);
      const first = suggestions[0];
      if (!first) return say('Paula: nobody is suggested; assign somebody on the dashboard');
      await insist(() => member.api.say(notice.incident, 'assign', { to: first.person, reason: first.why }), signal);
    }, 'Paula', say);
  }
}

/** The developer's next attempt: a real commit, pushed to the incident's branch; the git hook does the rest. */
export async function playDeveloper(member: Member, clone: string, story: Story, say: Say, signal: AbortSignal): Promise<void> {
  for await (const notice of member.turns(signal)) {
    if (notice.phase !== Phase.Fix) continue;
    const { attempts } = await insist(() => member.api.incident(notice.incident), signal);
    say(`${member.id}'s IDE: ${notice.title} — ${notice.turn.to}`);
    await applyFixes(clone, fixesFor(story, attempts.length), notice.branch);
    const { stdout, stderr } = await run('git', ['push', 'origin', `HEAD:refs/heads/${notice.branch}`], { cwd: clone });
    const answer = `${stdout}${stderr}`.split('\n').filter((line) => line.startsWith('remote:')).map((line) => line.slice(7).trim()).filter(Boolean);
    say(`${member.id} pushed attempt ${attempts.length + 1}${answer.length ? `: ${answer.join(' ')}` : ''}`);
  }
}

const REVIEW_AFTER_DAYS = 14;
const MOST_RUNS = 2; // of what was inconclusive, before it is sent back

/**
 * A tester, of whichever stage: a flaky test goes into quarantine where the story is about that; what else is inconclusive runs
 * again, and is sent back when that does not help.
 */
export async function playTester(member: Member, story: Story, say: Say, signal: AbortSignal): Promise<void> {
  for await (const notice of member.turns(signal)) {
    await unlessRefused(async () => {
      const { attempts, timeline } = await insist(() => member.api.incident(notice.incident), signal);
      const card = attempts.at(-1)?.stages.find((stage) => stage.card && !stage.card.given)?.card;
      if (!card?.mayDecide.includes(member.id)) return;
      const began = attempts.at(-1)?.startedAt ?? '';
      const runs = timeline.filter(({ kind, at }) => kind === 'gateDecided' && at > began).length;
      say(`${member.id}: the ${card.stage} gate is inconclusive — ${card.why}`);
      await insist(() => member.api.say(notice.incident, 'judge-gate', { stage: card.stage, ...decisionOn(card, story, runs) }), signal);
    }, member.id, say);
  }
}

function decisionOn({ decisions, flaky }: GateCard, story: Story, runs: number): Record<string, string> {
  if (story === 'flaky' && decisions.includes('quarantine')) {
    const review = new Date(Date.now() + REVIEW_AFTER_DAYS * 86_400_000).toISOString().slice(0, 10);
    return { decision: 'quarantine', reason: `it depends on the clock, not on the fix: ${flaky.map(({ test }) => test).join(', ')}`, owner: 'maya', review };
  }
  return runs < MOST_RUNS ? { decision: 'run-again', reason: 'it may be the machine' } : { decision: 'send-back', reason: 'it did not become clear' };
}

/** The operations engineer signs when every criterion is achieved, and sends back otherwise. */
export async function playOperationsEngineer(member: Member, say: Say, signal: AbortSignal): Promise<void> {
  for await (const notice of member.turns(signal)) {
    if (notice.phase !== Phase.SignOff) continue;
    await unlessRefused(async () => {
      const { decision, acceptance } = await insist(() => member.api.incident(notice.incident), signal);
      if (decision?.state !== 'open') return;
      const missing = acceptance.find((criterion) => !criterion.achieved);
      const word = missing ? { decision: 'reject', reason: `not achieved: ${missing.criterion}` } : { decision: 'approve' };
      await insist(() => member.api.say(notice.incident, 'sign-off', { ...word, digest: decision.digest }), signal);
    }, 'Olga', say);
  }
}
