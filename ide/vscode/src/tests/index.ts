// How do gates look as tests? The latest attempt of each incident that is worked on here, with one run in the history for each attempt.
import { Disposable, TestRunRequest } from 'vscode';
import type { AttemptView } from '../../../../src/contracts/incident';
import type { Given } from '../feature';
import { findLines } from '../../../../clone/line-finder';
import type { Watched, WatchListener } from '../problems/watched';
import { createAttemptRun, type AttemptRun } from './attempt-run';
import { PROFILES } from './profiles';
import { createTestExplorer } from './test-explorer';
import { testTree } from './test-tree';

const TOLD = 'dayshift.tests.told'; // the newest attempt of each incident that is in the history already
const MOST_TOLD = 100;

export function addTests(given: Given): { listener: WatchListener; end: Disposable } {
  const { session, context, log } = given;
  const explorer = createTestExplorer();
  const runs = new Map<string, { attempt: number; run: AttemptRun }>();
  const turns = new Map<string, Promise<void>>();

  /** Attempts that ended while nobody looked are told too, but of an incident that is new here the latest alone. */
  async function tell({ incident, root, view }: Watched): Promise<void> {
    const latest = view.attempts.at(-1);
    if (!latest) return;
    const before = toldOf()[incident] ?? runs.get(incident)?.attempt;
    const find = await findLines({ folder: root.fsPath }, view.attempts.map(({ commit }) => commit));
    for (const attempt of view.attempts.filter(({ number }) => number === latest.number || (before !== undefined && number >= before))) {
      const nodes = testTree(attempt);
      const item = explorer.put({ id: incident, title: view.title, root, commit: attempt.commit }, attempt.stages.length > 0 || attempt.endedAt ? nodes : nodes.slice(0, 0), find);
      if ((toldOf()[incident] ?? 0) >= attempt.number) continue;
      const open = runs.get(incident);
      if (open && open.attempt !== attempt.number) await finish(incident, open.attempt);
      const run = runs.get(incident)?.run ?? begin(incident, attempt, item, { root, find });
      run.tell(nodes, (node) => item.children.get(`${item.id}/${node.id}`));
      if (attempt.endedAt) await finish(incident, attempt.number);
    }
  }

  function begin(incident: string, attempt: AttemptView, item: Parameters<typeof explorer.checksOf>[0], { root, find }: { root: Watched['root']; find: Awaited<ReturnType<typeof findLines>> }): AttemptRun {
    const name = `attempt ${attempt.number}: ${attempt.change?.subject ?? attempt.commit.slice(0, 7)}`;
    const run = createAttemptRun(explorer.controller.createTestRun(new TestRunRequest([item]), name, true), { api: session.api(), root, commit: attempt.commit, find, warn: (text) => { log.warn(text); } });
    runs.set(incident, { attempt: attempt.number, run });
    return run;
  }

  async function finish(incident: string, attempt: number): Promise<void> {
    const open = runs.get(incident);
    runs.delete(incident);
    await open?.run.end();
    const kept = Object.entries({ ...toldOf(), [incident]: attempt }).slice(-MOST_TOLD);
    await context.workspaceState.update(TOLD, Object.fromEntries(kept));
  }

  const toldOf = (): Record<string, number> => context.workspaceState.get<Record<string, number>>(TOLD, {});

  /** One view after the other, so that no row is told twice. */
  function inTurn(incident: string, work: () => Promise<void>): void {
    const next = (turns.get(incident) ?? Promise.resolve()).then(work).catch((error: unknown) => { log.warn(`the tests of ${incident} cannot be shown: ${String(error)}`); });
    turns.set(incident, next);
  }

  const listener: WatchListener = {
    changed: (watched) => { inTurn(watched.incident, () => tell(watched)); },
    left: (incident) => {
      inTurn(incident, async () => {
        const open = runs.get(incident);
        runs.delete(incident);
        await open?.run.end();
        explorer.remove(incident);
      });
    },
  };
  return { listener, end: Disposable.from(explorer, ...PROFILES.map((add) => add(given, explorer))) };
}
