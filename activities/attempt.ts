// Which attempt, and which cell of it, is this work for?
import type { CellPlan, Plan } from '../src/contracts/plan';
import type { Release } from '../src/contracts/result';
import type { CheckoutOptions } from '../src/ports/source-control';

export interface AttemptRef {
  incident: string;
  attempt: number;
  service: string;
  repository: string;
  commit: string;
  checkout?: CheckoutOptions; // as the plan says it
}

export interface CellOrder extends AttemptRef {
  cell: CellPlan;
  cache: Plan['build']['cache'];
  digest: string; // of the artifact under test
  running?: Release; // what production runs: loaded, scanned or asked beside it
  wanted: string[]; // tests that acceptance asks after
  day: string; // of the plan, e.g. `2026-11-25`
  turn?: number; // from 1: how often it was given to a runner; a job elsewhere is another one each time
  log: string;
}
