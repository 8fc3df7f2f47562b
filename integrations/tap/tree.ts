// Which points does a TAP stream hold, and which of them stand in which subtest? A stream that does not keep to its plan is refused.
import { linesOf, unreadable } from '../report-text';
import { lineOf, type Line, type Point } from './lines';

export interface Level {
  name: string | undefined;
  points: Placed[];
  plan: number | undefined;
  announced: string | undefined; // by `# Subtest: …`, for the level below
}
export interface Placed {
  point: Point;
  diagnostic: string[]; // the YAML block's lines, without its marks
  said: string[]; // what was printed behind it
  inner: Level | undefined;
}

const FORMAT = 'tap';
const DEEPEST = 50;
const MOST_POINTS = 1_000_000;
const MOST_SAID = 60; // lines behind one point
const MOST_DIAGNOSTIC = 400;
const SUMMARY = /^ (?:tests|suites|pass|fail|cancelled|skipped|todo|duration_ms|time=)\b/;

function levelOf(name: string | undefined): Level {
  return { name, points: [], plan: undefined, announced: undefined };
}

function titleOf(level: Level, isTop: boolean): string {
  return isTop ? 'it' : `its subtest “${(level.name ?? '').slice(0, 200)}”`;
}

/** Throws for what a truncated or muddled stream leaves: no plan, fewer points or more, the same number twice. */
function checkPlan(level: Level, isTop: boolean): void {
  const title = titleOf(level, isTop);
  if (level.plan === undefined) throw unreadable(FORMAT, `${title} has no plan, so that it may have been cut short`);
  if (level.plan !== level.points.length) throw unreadable(FORMAT, `${title} plans ${level.plan} tests and shows ${level.points.length}`);
  const seen = new Set<number>();
  const strange = level.points.map(({ point }, at) => point.id ?? at + 1).find((id) => id < 1 || id > level.points.length || seen.size === seen.add(id).size);
  if (strange !== undefined) throw unreadable(FORMAT, `${title} numbers a test ${strange} twice or beyond its plan`);
}

class Stream {
  private readonly open: Level[];
  isTap = false;
  private points = 0;
  private block: { end: string; lines: string[] } | undefined;

  constructor(private readonly top: Level) {
    this.open = [top];
  }

  private get level(): Level {
    return this.open.at(-1) ?? this.top;
  }

  private descend(name: string | undefined): Level {
    if (this.open.length > DEEPEST) throw unreadable(FORMAT, `its subtests lie more than ${DEEPEST} deep in each other`);
    const level = levelOf(name);
    this.open.push(level);
    return level;
  }

  /** Ends the levels below `depth`; the uppermost of them belongs to the point that comes next. */
  private ascend(depth: number): Level | undefined {
    let ended: Level | undefined;
    while (this.open.length - 1 > depth) {
      ended = this.open.pop();
      if (ended) checkPlan(ended, false);
    }
    return ended;
  }

  private takePoint(point: Point, depth: number): void {
    const ended = this.ascend(depth);
    if (ended) ended.name ??= point.name;
    if (++this.points > MOST_POINTS) throw unreadable(FORMAT, `it holds more than ${MOST_POINTS} tests`);
    this.level.points.push({ point, diagnostic: [], said: [], inner: ended });
    this.level.announced = undefined;
    if (point.opens) this.openBraces();
  }

  private openBraces(): void {
    const last = this.level.points.at(-1);
    if (last && !last.inner) last.inner = this.descend(last.point.name);
  }

  /** A brace that closes no subtest was printed. */
  private closeBraces(depth: number): void {
    const below = this.open[depth + 1];
    if (below && this.open[depth]?.points.at(-1)?.inner === below) this.ascend(depth);
    else this.say('}');
  }

  private takePlan(count: number, depth: number): void {
    this.ascend(depth);
    if (this.level.plan !== undefined) throw unreadable(FORMAT, 'it has two plans: let each run write a file of its own');
    this.level.plan = count;
  }

  private say(text: string): void {
    const last = this.level.points.at(-1);
    if (last && last.said.length < MOST_SAID) last.said.push(text);
  }

  /** What belongs one level deeper than the stream stands begins a subtest; anything else that is out of place was printed. */
  private isInPlace(line: Line, depth: number): boolean {
    if (line.kind === 'other' || line.kind === 'comment') return depth === this.open.length - 1;
    if (depth < this.open.length) return true;
    if (depth > this.open.length || line.kind === 'close' || line.kind === 'bail') return false;
    const announced = this.level.announced;
    this.descend(announced ?? (line.kind === 'subtest' ? line.name : undefined));
    return true;
  }

  private startsBlock(text: string, indent: number): boolean {
    if (text !== '---' || indent !== (this.open.length - 1) * 4 + 2 || this.level.points.length === 0) return false;
    this.block = { end: `${' '.repeat(indent)}...`, lines: this.level.points.at(-1)?.diagnostic ?? [] };
    return true;
  }

  take(raw: string): void {
    if (this.block) {
      if (raw === this.block.end) this.block = undefined;
      else if (this.block.lines.length < MOST_DIAGNOSTIC) this.block.lines.push(raw);
      return;
    }
    const text = raw.trimStart();
    const indent = raw.length - text.length;
    if (text === '' || this.startsBlock(text, indent)) return;
    const line = lineOf(text);
    const depth = indent / 4;
    if (line.kind === 'bail') throw unreadable(FORMAT, `the run bailed out${line.why ? `: ${line.why.slice(0, 300)}` : ''}`);
    if (!Number.isInteger(depth) || !this.isInPlace(line, depth)) this.say(text);
    else this.put(line, depth);
  }

  private put(line: Line, depth: number): void {
    if (line.kind !== 'comment' && line.kind !== 'other' && line.kind !== 'close') this.isTap = true;
    switch (line.kind) {
      case 'point': return this.takePoint(line.point, depth);
      case 'plan': return this.takePlan(line.count, depth);
      case 'subtest': {
        if (depth === this.open.length - 1 && this.level.name !== line.name) this.level.announced = line.name;
        return undefined;
      }
      case 'close': return this.closeBraces(depth);
      case 'comment': return SUMMARY.test(line.text) ? undefined : this.say(line.text);
      case 'other': return this.say(line.text);
      case 'version': case 'bail': return undefined;
    }
  }

  end(): void {
    if (this.block) throw unreadable(FORMAT, 'it ends within a diagnostic, so that it was cut short');
    this.ascend(0);
    checkPlan(this.top, true);
  }
}

/** The stream as a tree. Throws `report-unreadable` for what is no TAP, was cut short, bailed out or contradicts its plan. */
export function treeOf(text: string): Level {
  const top = levelOf(undefined);
  const stream = new Stream(top);
  for (const line of linesOf(text)) stream.take(line.trimEnd());
  if (!stream.isTap) throw unreadable(FORMAT, 'no line of it is a plan or a test of TAP');
  stream.end();
  return top;
}
