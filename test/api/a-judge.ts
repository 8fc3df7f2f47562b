// An incident for tests that judges every word by the real rules, of whoever says it: each word has a moment in which it may be said.
import type { DecisionCard } from '../../src/contracts/decision';
import type { IncidentView } from '../../src/contracts/incident';
import type { Person } from '../../src/contracts/people';
import { ask, breakGlass, decide, delegate, withdraw, type Heard, type Keeping } from '../../src/domain/approval';
import type { IncidentEvent } from '../../src/domain/events';
import { openGate, refuseJudgeGate } from '../../src/domain/gate-card';
import { planAttempt } from '../../src/domain/plan';
import { Role } from '../../src/domain/vocabulary';
import { refuseAcknowledge, refuseAssign, refuseBuild, refuseCancel, refuseDecline, refuseHandOver, refuseJoin, refuseNote, type Refusal } from '../../src/domain/words';
import { DayshiftError } from '../../src/errors';
import { anIncident, PUSHED } from '../support/an-incident';
import { aCard, aPipelineFile, aResult, aRule, aSignOff, COMMIT, DIGEST } from '../support/builders';
import { createFakeGateway, type FakeGateway } from './a-gateway';

/** `assignee` has the ball; `author` wrote the change; `named` has given one of the two approvals where one is to be taken back. */
export interface Cast { team: readonly Person[]; assignee: string; author: string; named: string }
type Word = never; // a word comes from the API, which has parsed it
type Rule = (card: DecisionCard, word: Word, at: string, by: Keeping) => Heard;
type Judge = (view: IncidentView, word: Word) => Refusal | undefined;

export const STAGE = 'functional';
const ON_THE_INCIDENT: Record<string, Judge> = {
  assign: refuseAssign, acknowledge: refuseAcknowledge, decline: refuseDecline, 'hand-over': refuseHandOver, join: refuseJoin, build: refuseBuild, note: refuseNote, cancel: refuseCancel,
};
const ON_THE_CARD: Record<string, Rule> = { 'sign-off': decide, withdraw, ask, delegate, 'break-glass': breakGlass };

function planned(at: string): IncidentEvent {
  const plan = planAttempt(aPipelineFile(), { pipelineDigest: DIGEST, pipelineCommit: COMMIT, touchesPipeline: false, weakens: [], day: at.slice(0, 10) });
  return { kind: 'planFrozen', logs: {}, plan, change: { commit: COMMIT, subject: 'lower-case the e-mail', author: 'author', authors: [], files: [], additions: 1, deletions: 1, committedAt: at } };
}

export function createJudge(cast: Cast): FakeGateway {
  const team = [...cast.team];
  const authors = [`${cast.author}@storefront.example`];
  const assigned: IncidentEvent = { kind: 'assigned', to: cast.assignee, by: 'product-owner', through: 'api', reason: 'owner of the login', deadline: new Date(Date.now() + 3_600_000).toISOString() };

  function judge(word: string, body: object): Refusal | undefined {
    const now = new Date().toISOString();
    const onCard = ON_THE_CARD[word];
    if (onCard) return refusalOnCard(onCard, word, body, now);
    if (word === 'judge-gate') return judgeGate(body, now);
    const view = { ...(word === 'assign' ? anIncident() : anIncident(assigned)), team };
    return ON_THE_INCIDENT[word]?.(view, body as Word);
  }

  function refusalOnCard(rule: Rule, word: string, body: object, now: string): Refusal | undefined {
    const by: Keeping = { rule: aRule({ parties: [{ roles: [Role.OperationsEngineer], people: [], approvals: 2 }] }), team, freezes: [], barred: [] };
    const asked = aCard({ by, authors, pushedBy: [], at: now });
    const card = word === 'withdraw' ? decide(asked, aSignOff({ by: cast.named }), now, by).card : asked;
    return rule(card, body as Word, now, by).refused;
  }

  function judgeGate(body: object, now: string): Refusal | undefined {
    const results = [aResult({ id: `${STAGE}/shop`, check: 'shop', verdict: 'inconclusive', reason: 'noise hides it' })];
    const card = openGate({ stage: STAGE, role: Role.DevTester, results, team, authors, deadline: now });
    const view = { ...anIncident(assigned, PUSHED, planned(now), { kind: 'stageStarted', stage: STAGE, role: Role.DevTester }, { kind: 'gateAsked', card }), team };
    return refuseJudgeGate(view, body as Word, (body as { by: string }).by, now);
  }

  return Object.assign(createFakeGateway(), {
    async say(_: string, word: string, body: object) {
      const refused = judge(word, body);
      if (refused) throw new DayshiftError('refused', { ...refused });
      return `Taken: ${word}.`;
    },
  });
}
