// What is written to a pipe? One line for each change, nothing twice, nothing that only a terminal understands.
import type { IncidentView } from '../../src/contracts/incident';
import { incidentRecord } from '../../src/domain/record';
import { renderSummary } from '../../cli/tree';
import { describeChanges } from '../../cli/tree/changes';
import { readFigure, readMetric } from '../../cli/tree/figures';
import { clip, span, wrap } from '../../cli/tree/text';
import { printableLog } from '../../client/printable-log';
import { eventsOfDay, viewsOf } from '../dashboard/fixture/day';

const START = Date.parse('2026-03-02T09:41:00.000Z');
const EVENTS = eventsOfDay(START);
const VIEWS = viewsOf(EVENTS);

function wholeDay(): string[] {
  let before: IncidentView | undefined;
  return VIEWS.flatMap((view, index) => {
    const lines = describeChanges(before, view, { now: Date.parse(EVENTS[index - 1]?.at ?? EVENTS[0]?.at ?? ''), timeZone: 'UTC' });
    before = view;
    return lines;
  });
}

describe('lines for a pipe', () => {
  it('tell the whole day', () => {
    expect(wholeDay().join('\n')).toMatchSnapshot();
  });

  it('say nothing when nothing changed', () => {
    const last = VIEWS.at(-1) as IncidentView;
    expect(describeChanges(last, structuredClone(last), { now: START })).toEqual([]);
  });

  it('catch up in order when a connection was lost for a while', () => {
    const [early, late] = [VIEWS[5] as IncidentView, VIEWS.at(-1) as IncidentView];
    const lines = describeChanges(early, late, { now: START, timeZone: 'UTC' });
    expect(lines.filter((line) => line.includes('Closed, fixed'))).toHaveLength(1);
    expect(lines.filter((line) => /functional \d\/8/.test(line))).toHaveLength(24);
  });
});

describe('the summary', () => {
  it('is a table of phases and the five durations', () => {
    expect(renderSummary(incidentRecord(VIEWS.at(-1) as IncidentView), { timeZone: 'UTC' }).join('\n')).toMatchSnapshot();
  });

  it('shows a dash for what was not reached', () => {
    const lines = renderSummary(incidentRecord(VIEWS[5] as IncidentView), { timeZone: 'UTC' });
    expect(lines.find((line) => line.startsWith('deploy'))).toMatch(/^deploy\s+–/);
    expect(lines[0]).toContain('still open');
  });
});

describe('figures and text', () => {
  it('read unknown as unknown, never as zero', () => {
    expect(readFigure(null, 'count')).toBe('unknown');
    expect(readFigure(0, 'share')).toBe('0.0 %');
    expect(readFigure(1284, 'count')).toBe('1,284');
    expect(readFigure(0.118, 'seconds')).toBe('118 ms');
  });

  it('read a metric by the unit of its limit', () => {
    expect(readMetric(0.612, { metric: 'latency p97.5', limit: 'max 250ms' })).toBe('612 ms');
    expect(readMetric(0.01, { metric: 'errors', limit: 'max 1%' })).toBe('1.0 %');
    expect(readMetric(212.4, { metric: 'requests/s average', limit: 'min 50' })).toBe('212.4');
    expect(readMetric(118_000_000, { metric: 'memory peak', limit: 'max 256MB' })).toBe('118.0 MB');
    expect(readMetric(240_000, { metric: 'throughput rate', limit: 'regression 10%' })).toBe('240 kB');
    expect(readMetric(0.02, { metric: 'timeouts rate', limit: 'regression 10%' })).toBe('2.0 %');
    expect(readMetric(18, { metric: 'timeouts total', limit: 'max 20' })).toBe('18');
  });

  it('read spans, and clip and wrap by columns', () => {
    expect([span(41_000), span(1_445_000), span(4_328_000)]).toEqual(['0:41', '24:05', '1:12:08']);
    expect(clip('漢字漢字', 5)).toBe('漢字…');
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  });

  it('let only colour through from a log', () => {
    const log = 'a\u001b[32mgreen\u001b[0m\u001b[2J\u001b]0;title\u0007\r\nb\u0007';
    expect(printableLog(log, true)).toBe('a\u001b[32mgreen\u001b[0m\nb');
    expect(printableLog(log, false)).toBe('agreen\nb');
  });
});
