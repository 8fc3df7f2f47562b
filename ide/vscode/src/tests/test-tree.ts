// What does an attempt look like as tests? Build, then stage → check → cell → tests, each with what it came to.
import type { AttemptView, StageView } from '../../../../src/contracts/incident';
import type { TestCase } from '../../../../src/contracts/report';
import type { CellResult } from '../../../../src/contracts/result';
import { isInside } from '../../../../client/problem-places';
import { differenceIn, type Difference } from './expected-actual';

export type TestState = 'waiting' | 'running' | 'passed' | 'failed' | 'errored' | 'skipped';

/** `cell`: what a row stands for, so that it can be run here. `isOpen`: its tests are not known yet, and those known before stay. */
export interface TestNode {
  id: string; // below its parent
  label: string;
  description?: string;
  file?: string; // relative to the checkout
  line?: number; // from 1
  state?: TestState; // absent: what its children come to
  message?: string; // of what did not pass
  difference?: Difference;
  seconds?: number;
  log?: string;
  cell?: { check: string; at: Record<string, string> };
  isOpen?: boolean;
  children: TestNode[];
}

type Cell = StageView['cells'][number];

export function testTree(attempt: AttemptView): TestNode[] {
  return [buildNode(attempt), ...attempt.stages.map(stageNode)];
}

function buildNode({ build, buildLog, endedAt }: AttemptView): TestNode {
  const state = build ? stateOf(build.verdict) : endedAt ? 'skipped' : 'running';
  return { id: 'build', label: 'build', state, seconds: build?.seconds, message: build && build.verdict !== 'passed' ? build.reason : undefined, log: buildLog, children: [] };
}

function stageNode(stage: StageView): TestNode {
  const checks = [...new Set(stage.cells.map(({ check }) => check))];
  return { id: stage.stage, label: stage.stage, description: stage.role?.replace(/-/g, ' '), children: checks.map((check) => checkNode(check, stage)) };
}

/** A check with one cell and no axes is its cell. */
function checkNode(check: string, stage: StageView): TestNode {
  const cells = stage.cells.filter((cell) => cell.check === check);
  const isOver = stage.endedAt !== undefined;
  const [only] = cells;
  if (cells.length === 1 && only && Object.keys(only.point).length === 0) return { ...cellNode(only, isOver), id: check, label: check };
  return { id: check, label: check, cell: { check, at: {} }, children: cells.map((cell) => cellNode(cell, isOver)) };
}

function cellNode(cell: Cell, isOver: boolean): TestNode {
  const { check, point, result, state, log } = cell;
  const axes = Object.entries(point);
  const node: TestNode = {
    id: axes.map(([axis, value]) => `${axis}=${value}`).join(',') || check, label: axes.map(([, value]) => value).join(' · ') || check,
    state: result ? stateOf(result.verdict) : isOver ? 'skipped' : state === 'running' ? 'running' : 'waiting', log, cell: { check, at: point }, isOpen: result === undefined, children: [],
  };
  if (!result) return node;
  const children = testNodes(result);
  const isToldByTests = result.verdict === 'failed' && children.some((test) => test.state === 'failed');
  return { ...node, seconds: result.seconds, description: result.reused ? `as in attempt ${result.reused.attempt}` : undefined, message: result.verdict === 'passed' || isToldByTests ? undefined : result.reason, children };
}

function testNodes({ tests }: CellResult): TestNode[] {
  const used = new Map<string, number>();
  return (tests?.cases ?? []).map((test) => {
    const times = (used.get(test.name) ?? 0) + 1;
    used.set(test.name, times);
    return testNode(test, times === 1 ? test.name : `${test.name} #${times}`);
  });
}

function testNode(test: TestCase, id: string): TestNode {
  const { status, message, flaky, quarantined, known, file, line, seconds } = test;
  const marks = [flaky ? 'flaky' : '', quarantined ? 'in quarantine' : '', known ? 'fails in production too' : ''].filter((mark) => mark !== '').join(', ');
  const isBad = status === 'failed' || (flaky === true && !quarantined);
  return {
    id, label: test.name, ...(marks ? { description: marks } : {}), state: status === 'failed' ? (quarantined ? 'skipped' : 'failed') : isBad ? 'errored' : status, seconds,
    ...(file !== undefined && isInside(file) ? { file, line } : {}),
    ...(isBad ? { message: message ?? 'failed', difference: message === undefined ? undefined : differenceIn(message) } : {}), children: [],
  };
}

function stateOf(verdict: CellResult['verdict']): TestState {
  return verdict === 'inconclusive' ? 'errored' : verdict;
}
