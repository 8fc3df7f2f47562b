// What can happen to an incident? Every change of its view is one of these, in the past tense.
import type { Alert } from '../contracts/alert';
import type { BrokenGlass, DecisionCard, SignOffGiven } from '../contracts/decision';
import type { AcceptanceView, GateCard, IncidentInput, LadderView } from '../contracts/incident';
import type { CanaryView, VerificationView, WatchView } from '../contracts/live-release';
import type { Plan } from '../contracts/plan';
import type { BuildResult, CellResult, Change, GateAnswer, Impact, Related, Release, Suggestion } from '../contracts/result';
import type { AttemptVerdict, Outcome, Role, Severity, Through, Verdict } from './vocabulary';

/** The door that a word came through, where that tells more than who said it: an agent's. */
interface Said { through?: Through }

export type IncidentEvent =
  | { kind: 'opened'; input: IncidentInput; id: string; workflowId: string; runId: string }
  | { kind: 'alertsReceived'; open: Alert[]; suppressedCount: number; received: number; severity: Severity; first: Alert; fired: string[]; reports: number; resolvedAt?: string; news?: string }
  | { kind: 'alertsExpired'; open: Alert[]; names: string[] }
  | { kind: 'impactMeasured'; impact: Impact }
  | { kind: 'impactRefreshed'; impact: Impact }
  | { kind: 'relatedFound'; related: Related }
  | { kind: 'ownersSuggested'; suggestions: Suggestion[]; running?: Release }
  | { kind: 'decisionAwaited'; deadline: string }
  | { kind: 'asked' | 'reminded' | 'escalated'; to: string[]; audience: string[]; what: string; unknown?: string }
  | { kind: 'ladderStands'; ladder?: LadderView }
  | { kind: 'declined'; by: string; reason: string }
  | { kind: 'handedOver'; from: string; to: string; reason: string; deadline: string }
  | { kind: 'helperJoined'; by: string } & Said
  | { kind: 'acknowledgementExpired'; by: string; afterSeconds: number }
  | { kind: 'tellingFailed'; subject: string; channel: string; reason: string }
  | { kind: 'tellingDelivered'; subject: string; channel: string }
  | { kind: 'tellingDeferred'; subject: string; person: string; until: string }
  | { kind: 'reopened' }
  | { kind: 'assigned'; to: string; by: string; through: Through; reason: string; deadline: string }
  | { kind: 'acknowledged'; by: string } & Said
  | { kind: 'fixAwaited'; deadline: string; why: string }
  | { kind: 'deadlinePassed'; who: string; what: string }
  | { kind: 'attemptStarted'; commit: string; by: string; buildLog: string } & Said
  | { kind: 'planFrozen'; plan: Plan; change: Change; logs: Record<string, string> }
  | { kind: 'built'; result: BuildResult }
  | { kind: 'stageStarted'; stage: string; role: Role }
  | { kind: 'cellStarted'; stage: string; id: string }
  | { kind: 'cellFinished'; stage: string; result: CellResult }
  | { kind: 'gateJudged'; stage: string; verdict: Verdict; reason: string }
  | { kind: 'gateAnswered'; stage: string; answer: GateAnswer }
  | { kind: 'gateAsked'; card: GateCard }
  | { kind: 'gateDecided'; card: GateCard }
  | { kind: 'acceptanceJudged'; acceptance: AcceptanceView[] }
  | { kind: 'attemptEnded'; verdict: AttemptVerdict; reason: string }
  | { kind: 'signOffAsked'; card: DecisionCard }
  | { kind: 'signOffGiven'; card: DecisionCard; word: SignOffGiven }
  | { kind: 'signOffWithdrawn'; card: DecisionCard; by: string; reason: string }
  | { kind: 'signOffDelegated'; card: DecisionCard; from: string; to: string; reason?: string }
  | { kind: 'questionAsked'; card: DecisionCard; by: string; to?: string; text: string } & Said
  | { kind: 'glassTouched' | 'glassBroken'; card: DecisionCard; glass: BrokenGlass } // touched: the first of two
  | { kind: 'signOffHeld'; card: DecisionCard; why: string } // a newer commit is judged; the same bytes keep what was given
  | { kind: 'cardLooked'; card: DecisionCard } // hours or a freeze began or ended
  | { kind: 'signOffClosed'; state: 'void' | 'expired'; why: string }
  | { kind: 'wordRefused'; by: string; word: string; reason: string }
  | { kind: 'laneAsked'; environment: string; digest: string; commit: string; attempt: number; isRollback: boolean }
  | { kind: 'laneMoved'; ahead: number; holder?: string; blocked?: { why: string; at: string } }
  | { kind: 'laneGranted' }
  | { kind: 'laneLost'; why: string } // its lease ran out: somebody else may have it
  | { kind: 'laneLeft' }
  | { kind: 'laneBlocked'; why: string } // after a rollback that did not hold: it waits for a person
  | { kind: 'canaryStarted'; canary: CanaryView }
  | { kind: 'canaryMoved'; canary: CanaryView; text: string; isStopped: boolean }
  | { kind: 'deployed'; release: Release; digest: string }
  | { kind: 'deploymentFailed'; reason: string }
  | { kind: 'verificationStarted'; environment: string }
  | { kind: 'verified'; verification: VerificationView }
  | { kind: 'rolledBack'; environment: string; digest: string; to?: Release; why: string } // digest: what was taken back
  | { kind: 'rollbackVerified'; verification: VerificationView }
  | { kind: 'rollbackFailed'; why: string }
  | { kind: 'releaseBarred'; digest: string; why: string }
  | { kind: 'watchStarted'; environment: string; until: string }
  | { kind: 'watchMoved'; watch: Pick<WatchView, 'samples' | 'reason' | 'verdict'>; text: string } // its judgement changed
  | { kind: 'alertCounted'; name: string; incident?: string } // it fires within the watch, and counts against the release
  | { kind: 'watchEnded'; watch: Pick<WatchView, 'verdict' | 'samples' | 'reason'> }
  | { kind: 'keepOrRollBackAsked'; why: string; deadline: string }
  | { kind: 'keepOrRollBackDecided'; by: string; isKept: boolean; reason?: string }
  | { kind: 'environmentPassed'; environment: string; digest: string } // kept there: the next environment, or the end
  | { kind: 'watchersTold'; incidents: string[] } // incidents whose watched release these alerts count against
  | { kind: 'noted'; by: string; text: string } & Said
  | { kind: 'closed'; outcome: Outcome; by: string; why: string; reopensUntil?: string };
export type Happened = IncidentEvent & { at: string };
