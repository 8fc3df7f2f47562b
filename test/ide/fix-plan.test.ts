// What is planned for a branch and a build, in each state that a clone can be in?
import { planBranch } from '../../clone/plan-branch';
import type { BranchFacts } from '../../clone/plan-branch';
import { leftOut, planBuild } from '../../clone/plan-build';
import type { BuildFacts } from '../../clone/plan-build';

const commitOf = (digit: string) => digit.repeat(40);
const BRANCH = 'incident/storefront.LoginRefused.1a2b3c4d';

function facts(change: Partial<BranchFacts> = {}): BranchFacts {
  return {
    branch: BRANCH, current: 'main', changed: [], underWay: undefined, local: undefined, remote: undefined, elsewhere: undefined, isFresh: true,
    running: { commit: commitOf('7'), version: '1.4.0', isHere: true, isOnProtected: true }, protected: { name: 'main', commit: commitOf('9') }, ...change,
  };
}

function build(change: Partial<BuildFacts> = {}): BuildFacts {
  return { branch: BRANCH, current: BRANCH, head: commitOf('a'), remote: undefined, ahead: 0, behind: 0, isOwn: true, ...change };
}

describe('the branch', () => {
  it('is planned from the best beginning that is known', () => {
    expect(planBranch(facts()).how).toEqual({ kind: 'create', from: commitOf('7'), follows: false });
    expect(planBranch(facts({ remote: commitOf('b') })).how).toEqual({ kind: 'create', from: commitOf('b'), follows: true });
    expect(planBranch(facts({ running: undefined })).how).toMatchObject({ from: commitOf('9') });
    expect(planBranch(facts({ running: { commit: commitOf('7'), version: '1.4.0', isHere: false, isOnProtected: false } })).text).toContain('which is not in this clone');
    expect(planBranch(facts({ running: undefined, protected: undefined }))).toMatchObject({ how: { kind: 'impossible' } });
  });

  it('names the files that keep the working tree as it is', () => {
    expect(planBranch(facts({ changed: ['a.ts', 'b.ts', 'c.ts', 'd.ts'] })).blocked).toBe('a.ts, b.ts, c.ts and 1 more have changes that are not committed');
    expect(planBranch(facts({ changed: ['a.ts'], current: BRANCH })).blocked).toBeUndefined();
  });

  it('says how far it went apart', () => {
    const text = (ahead: number, behind: number) => planBranch(facts({ local: { ahead, behind }, remote: commitOf('b') })).text;
    expect(text(0, 0)).toBe(`Switched to ${BRANCH}, which was here already.`);
    expect(text(1, 2)).toContain('1 commit only here, 2 commits only there');
    expect(text(3, 0)).toContain('3 commits ahead');
  });
});

describe('the build', () => {
  it.each<[string, Partial<BuildFacts>, object]>([
    ['pushes what was never pushed', {}, { kind: 'push', commit: commitOf('a') }],
    ['pushes what is ahead', { remote: commitOf('b'), ahead: 2 }, { kind: 'push' }],
    ['asks by word for what was pushed', { remote: commitOf('a') }, { kind: 'word', commit: commitOf('a') }],
    ['stops on another branch', { current: 'main' }, { kind: 'stop', why: 'other-branch' }],
    ['stops without a branch', { current: undefined }, { kind: 'stop', why: 'other-branch' }],
    ['stops when nothing was committed', { isOwn: false }, { kind: 'stop', why: 'nothing' }],
    ['stops behind what was pushed', { remote: commitOf('b'), behind: 1 }, { kind: 'stop', why: 'behind' }],
    ['stops when it went apart', { remote: commitOf('b'), behind: 1, ahead: 1 }, { kind: 'stop', why: 'behind' }],
  ])('%s', (_, change, expected) => {
    expect(planBuild(build(change))).toMatchObject(expected);
  });

  it('says what is left out', () => {
    expect(leftOut({ changed: [], untracked: [] })).toBeUndefined();
    expect(leftOut({ changed: ['a.ts'], untracked: [] })).toBe('One file is not committed: a.ts. Only what is committed is built.');
    expect(leftOut({ changed: ['a', 'b', 'c'], untracked: ['d', 'e'] })).toContain('5 files are not committed: a, b, c, d and 1 more');
  });
});
