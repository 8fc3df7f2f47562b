// Would the working copy pass? The engine of an attempt on it as it is, without an incident: built once, the chosen cells run and judged.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { buildCommit } from '../activities/build';
import { runCell } from '../activities/run-cell';
import { placeFor } from '../activities/workspace';
import { endOrphanedRuns } from '../integrations/processes/check-runner-claim';
import type { CellPlan } from '../src/contracts/plan';
import type { BuildResult, CellResult, Release } from '../src/contracts/result';
import { answerOf, type PlainFault } from '../src/domain/gate-answer';
import { judgeStage } from '../src/domain/gate';
import { logId } from '../src/domain/ids';
import { Verdict } from '../src/domain/vocabulary';
import { DayshiftError } from '../src/errors';
import { chooseCells, type Choice } from './choose-cells';
import { composeEngine, runsFolder, type Engine } from './compose';
import { keepEvidence } from './keep-evidence';
import { placeOf, type Place } from './place';
import { readPlan, type Checked } from './read-plan';
import { runCells } from './run-cells';
import { copyOf, type Copy } from './working-copy';

export interface LocalOrder extends Choice {
  folder: string; // the caller's
  env: Readonly<Record<string, string | undefined>>;
  variables?: Record<string, string>; // from a file of them
  against?: string; // a commit to compare with, in the place of the running release
  keep: boolean; // the checkouts, to look into
  slots: number; // cells side by side
  signal: AbortSignal;
  tell: (news: News) => void;
}

/** What happens while it runs, by the row's id. */
export type News =
  | { kind: 'began'; rows: string[] }
  | { kind: 'started'; id: string }
  | { kind: 'line'; id: string; text: string }
  | { kind: 'ended'; id: string; verdict: Verdict; seconds: number; text: string };

export interface LocalEnd {
  passed: boolean;
  results: CellResult[];
  notRun: { id: string; why: string }[];
  faults: PlainFault[];
  more: number; // faults that are left out
  differs: string[];
  notes: string[];
  folder: string; // of the evidence
  kept?: string; // of the checkouts
}

/** Throws `file-faults`, `cells-unknown`, `commit-unknown`, `build-failed`, and what breaks the engine itself. */
export async function runPipeline(order: LocalOrder): Promise<LocalEnd> {
  const checked = await readPlan(order.folder);
  const chosen = chooseCells(checked.plan, order, checked.name);
  const place = await placeOf(order.folder, order.env);
  await endOrphanedRuns(runsFolder(place)); // of an earlier run that was killed
  const id = `local-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}-${process.pid}`;
  const copy = await copyOf(place.top, place.cache, id);
  const engine = composeEngine(place, order.env, order.variables);
  const run = new LocalRun(order, checked, { place, id, copy, engine });
  const work = placeFor(engine, id);
  try {
    order.tell({ kind: 'began', rows: [...(order.against === undefined ? [] : [AGAINST]), BUILD, ...chosen.stages.flatMap(({ cells }) => cells.map((cell) => cell.id))] });
    return { ...(await run.all(chosen)), ...(order.keep ? { kept: work } : {}) };
  } finally {
    await copy.forget();
    if (!order.keep) await rm(work, { recursive: true, force: true });
  }
}

const BUILD = 'build';
const AGAINST = 'build of what it is compared with';

class LocalRun {
  constructor(private readonly order: LocalOrder, private readonly checked: Checked, private readonly around: { place: Place; id: string; copy: Copy; engine: Engine }) {}

  async all({ stages, elsewhere }: ReturnType<typeof chooseCells>): Promise<LocalEnd> {
    const { place, id } = this.around;
    const folder = path.join(place.evidence, id);
    const running = this.order.against === undefined ? undefined : await this.comparison(this.order.against);
    const digest = await this.build(BUILD, 1, this.around.copy.commit);
    const end: LocalEnd = { passed: false, results: [], notRun: elsewhere.map((cell) => ({ id: cell.id, why: `it runs elsewhere (external: ${cell.external})` })), faults: [], more: 0, differs: [], notes: [], folder };
    let held: string | undefined;
    for (const { stage, cells } of stages) {
      if (held !== undefined) {
        end.notRun.push(...cells.map((cell) => ({ id: cell.id, why: `${held} did not pass` })));
        continue;
      }
      const results = await runCells({ cells, slots: this.order.slots, run: (cell) => this.cell(cell, digest, running, folder) });
      end.results.push(...cells.flatMap((cell) => results.get(cell.id) ?? []));
      end.notRun.push(...cells.filter((cell) => !results.has(cell.id)).map((cell) => ({ id: cell.id, why: `${cell.needs.join(', ')} did not pass` })));
      const gate = judgeStage([...results.values()], cells.length);
      if (gate.verdict === Verdict.Passed) continue;
      held = stage;
      Object.assign(end, answerOf(cells, [...results.values()]));
    }
    const ran = stages.flatMap(({ cells }) => cells).filter((cell) => end.results.some((result) => result.id === cell.id));
    return { ...end, notes: this.notes(ran), passed: held === undefined && end.results.length > 0 };
  }

  /** The row's progress; `line` is called about every second. */
  private control(row: string): { signal: AbortSignal; onProgress: (last: string) => void } {
    const { signal, tell } = this.order;
    return { signal, onProgress: (text) => { tell({ kind: 'line', id: row, text }); } };
  }

  private get ref() {
    const { id, copy } = this.around;
    return { incident: id, service: this.checked.file.service, repository: copy.repository, checkout: this.checked.plan.checkout };
  }

  private async build(row: string, attempt: number, commit: string): Promise<string> {
    const { id, engine, place } = this.around;
    const log = logId(id, attempt, 'build');
    this.order.tell({ kind: 'started', id: row });
    const result: BuildResult = await buildCommit(engine, { ...this.ref, attempt, commit, build: this.checked.plan.build, log }, this.control(row));
    this.order.tell({ kind: 'ended', id: row, verdict: result.verdict, seconds: result.seconds, text: result.reason });
    if (result.artifact) return result.artifact.digest;
    throw new DayshiftError('build-failed', { what: row === BUILD ? 'The working copy' : `${this.order.against}`, reason: result.reason, log: path.join(place.evidence, 'logs', `${log}.log`) });
  }

  /** In the place of the running release. */
  private async comparison(ref: string): Promise<Release> {
    const commit = await this.around.copy.know(ref);
    return { environment: 'local', digest: await this.build(AGAINST, 0, commit), version: ref, commit, at: new Date().toISOString() };
  }

  private async cell(cell: CellPlan, digest: string, running: Release | undefined, folder: string): Promise<CellResult> {
    const { id, engine, copy } = this.around;
    const { stories, build, day } = this.checked.plan;
    const wanted = stories.flatMap(({ criteria }) => criteria.flatMap(({ tests }) => tests));
    const log = logId(id, 1, cell.id);
    this.order.tell({ kind: 'started', id: cell.id });
    const result = await runCell(engine, { ...this.ref, attempt: 1, commit: copy.commit, cell, cache: build.cache, digest, running, wanted, day, log }, this.control(cell.id))
      .catch((error: unknown): CellResult => {
        if (this.order.signal.aborted || !(error instanceof DayshiftError)) throw error;
        return { id: cell.id, stage: cell.stage, check: cell.check, point: cell.point, verdict: Verdict.Errored, reason: `${error.message} ${error.advice}`, seconds: 0, evidence: [], log, box: 'not reached' };
      });
    await keepEvidence(engine.evidence, folder, id, result);
    this.order.tell({ kind: 'ended', id: cell.id, verdict: result.verdict, seconds: result.seconds, text: result.reason });
    return result;
  }

  private notes(cells: readonly CellPlan[]): string[] {
    if (this.order.against !== undefined) return [];
    const compared = cells.filter(({ compare }) => compare).map(({ stage, check }) => `${stage}/${check}`);
    const ratcheted = cells.filter(({ report, ratchet }) => ratchet === 'new' && (report.sarif !== undefined || report.cyclonedx !== undefined)).map(({ stage, check }) => `${stage}/${check}`);
    return [
      ...(compared.length > 0 ? [`${[...new Set(compared)].join(', ')}: there is no running release to compare with, so regressions are not judged; --against <commit> gives one`] : []),
      ...(ratcheted.length > 0 ? [`${[...new Set(ratcheted)].join(', ')}: there is no running release to compare with, so every finding counts as new; --against <commit> gives one`] : []),
    ];
  }
}
