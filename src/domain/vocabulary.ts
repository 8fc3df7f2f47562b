// The closed sets of dayshift: one word for each idea, the same in code, API, dashboard and files.

/** Where an incident is in its day, in the order of the day. `closed` is final. */
export const Phase = {
  Assess: 'assess', // impact is measured, the product owner is to assign
  Fix: 'fix', // a developer is assigned and writes the fix
  Build: 'build', // the commit is built into an artifact
  Functional: 'functional',
  Performance: 'performance',
  Security: 'security',
  Further: 'further', // a stage of the team's own
  SignOff: 'sign-off', // every gate passed, people decide
  Deploy: 'deploy', // the lane is asked for, then the signed artifact goes out
  Verify: 'verify', // the symptom is repeated, the alert is asked after
  Watch: 'watch', // production is observed
  Closed: 'closed',
} as const;
export type Phase = (typeof Phase)[keyof typeof Phase];

/** Rows of the pipeline that every service has, in the order in which they run. A team may add stages of its own: then a stage is any name. */
export const Stage = { Functional: 'functional', Performance: 'performance', Security: 'security' } as const;
export type Stage = (typeof Stage)[keyof typeof Stage];
export const STAGES: readonly Stage[] = [Stage.Functional, Stage.Performance, Stage.Security];

export const Role = {
  ProductOwner: 'product-owner',
  Developer: 'developer',
  DevTester: 'devtester',
  PerformanceEngineer: 'performance-engineer',
  SecurityTester: 'security-tester',
  OperationsEngineer: 'operations-engineer',
  Stakeholder: 'stakeholder',
} as const;
export type Role = (typeof Role)[keyof typeof Role];

export const Severity = { Low: 'low', Medium: 'medium', High: 'high', Critical: 'critical' } as const;
export type Severity = (typeof Severity)[keyof typeof Severity];
/** From least to most severe; an incident only ever rises. */
export const SEVERITIES: readonly Severity[] = [Severity.Low, Severity.Medium, Severity.High, Severity.Critical];

/** What a cell, a check or a stage came to. `errored` blames the tool, `inconclusive` asks a person. */
export const Verdict = { Passed: 'passed', Inconclusive: 'inconclusive', Errored: 'errored', Failed: 'failed' } as const;
export type Verdict = (typeof Verdict)[keyof typeof Verdict];
/** From best to worst: of several, the worst decides. */
export const VERDICTS: readonly Verdict[] = [Verdict.Passed, Verdict.Inconclusive, Verdict.Errored, Verdict.Failed];

/** How much a finding of a tool means, from least to most. */
export const FINDING_LEVELS = ['note', 'warning', 'error'] as const;

/** How an attempt ended, with the row that ended it. */
export type AttemptVerdict = 'running' | 'passed' | 'superseded' | `${string}-${'failed' | 'errored' | 'inconclusive'}`;

export const Outcome = {
  Fixed: 'fixed', // the fix is verified and was watched in production
  RecoveredByItself: 'recovered-by-itself',
  Cancelled: 'cancelled',
} as const;
export type Outcome = (typeof Outcome)[keyof typeof Outcome];

/** A person's word on a gate that is inconclusive. */
export const GateDecision = {
  Quarantine: 'quarantine', // the flaky tests no longer hold it, in the cells that flaked, until a day
  Accept: 'accept', // noise hides the answer, and somebody answers for it
  RunAgain: 'run-again',
  SendBack: 'send-back', // to the developer
} as const;
export type GateDecision = (typeof GateDecision)[keyof typeof GateDecision];

export const Decision = { Approve: 'approve', Reject: 'reject' } as const;
export type Decision = (typeof Decision)[keyof typeof Decision];

/** The source of what customers tell themselves, by the public form. */
export const CUSTOMER = 'customer';

/** The door a person's word came through. */
export const Through = { Api: 'api', Cli: 'cli', Ide: 'ide', Slack: 'slack', Agent: 'agent', Signal: 'signal', Policy: 'policy' } as const;
export type Through = (typeof Through)[keyof typeof Through];

/**
 * What a credential is good for. A person's token has `read` and `act` unless it says otherwise, a program's `read` and `push`. One with
 * `assist` in the place of `act` is for a program that helps its person, e.g. a coding agent: it says that it is on it, notes and builds,
 * and never decides.
 */
export const Scope = {
  Read: 'read', // see incidents, logs, evidence and numbers
  Act: 'act', // say a person's words, as far as the person's roles go
  Assist: 'assist', // say those of a person's words that decide nothing
  Push: 'push', // tell of pushes
  Administer: 'administer', // tokens, links, the audit, what subscribers were told
} as const;
export type Scope = (typeof Scope)[keyof typeof Scope];
