// What does a person read in the terminal? The tree at the moments that matter; the snapshots are meant to be read.
import type { IncidentView } from '../../src/contracts/incident';
import { renderDay } from '../../cli/tree';
import { widthOf } from '../../cli/tree/text';
import { eventsOfDay, viewsOf } from '../dashboard/fixture/day';
import { TALES, eventsOf } from '../dashboard/fixture/tales';
import type { Tale } from '../dashboard/fixture/tales';
import { LENGTH_OF_DAY, lengthOf, positionOf } from '../dashboard/fixture/world';

const START = Date.parse('2026-03-02T09:41:00.000Z');
const EVENTS = eventsOfDay(START);
const VIEWS = viewsOf(EVENTS);

const TALE_VIEWS = new Map(TALES.map((tale) => { const events = eventsOf(tale, START); return [tale, { events, views: viewsOf(events) }] as const; }));

/** Any moment of any tale. */
function drawTale(tale: Tale, position: number, options: { width: number; height?: number; after?: number }): string[] {
  const { events, views } = TALE_VIEWS.get(tale) as { events: typeof EVENTS; views: IncidentView[] };
  const now = Date.parse(events[position - 1]?.at ?? '') + (options.after ?? 3000);
  return renderDay(views[position] as IncidentView, { running: [] }, { now, width: options.width, height: options.height, colour: false, timeZone: 'UTC' });
}

function moment(position: number, after = 3000): { view: IncidentView; now: number } {
  return { view: VIEWS[position] as IncidentView, now: Date.parse(EVENTS[position - 1]?.at ?? '') + after };
}

function draw(position: number, { width = 80, height = undefined as number | undefined, colour = false } = {}): string[] {
  const { view, now } = moment(position);
  const running = [{ id: 'functional/login/device=iphone-15,environment=legacy-data', last: 'Running 4 tests using 1 worker', since: new Date(now - 9000).toISOString(), attempt: 1 }];
  return renderDay(view, { running }, { now, width, height, colour, timeZone: 'UTC' });
}

describe('the live tree', () => {
  it('shows whose turn it is while a developer is to be assigned', () => {
    expect(draw(positionOf('decisionAwaited')).join('\n')).toMatchSnapshot();
  });

  it('shows cells filling in, with the last line of those that run', () => {
    expect(draw(positionOf('cellFinished', 5), { width: 120 }).join('\n')).toMatchSnapshot();
  });

  it('shows why an attempt was sent back', () => {
    expect(draw(positionOf('fixAwaited', 2)).join('\n')).toMatchSnapshot();
  });

  it('shows the decision that is awaited', () => {
    expect(draw(positionOf('signOffAsked')).join('\n')).toMatchSnapshot();
  });

  it('shows the whole day when it is over', () => {
    expect(draw(LENGTH_OF_DAY, { width: 120 }).join('\n')).toMatchSnapshot();
  });

  it.each([80, 120])('shows who was told, who is next, who could not be told and the trouble before, in %i columns', (width) => {
    expect(drawTale('night', positionOf('reminded', 1, 'night') + 1, { width }).join('\n')).toMatchSnapshot();
  });

  it('shows that an acknowledgement holds the ladder, and who helps', () => {
    expect(drawTale('night', positionOf('helperJoined', 1, 'night'), { width: 80 }).join('\n')).toMatchSnapshot();
  });

  it('says that the deadline has passed before, and how much could not be told', () => {
    const text = drawTale('flood', lengthOf('flood'), { width: 120 }).join('\n');
    expect(text).toMatch(/Again\s+round 9\s+the deadline passed 8 times/);
    expect(text).toMatch(/Others\s+not told\s+18 earlier/);
    expect(text).toContain('Paula, Maya, Ravi');
  });

  it('says until when firing again reopens it, and nothing of it later', () => {
    const closed = positionOf('closed', 1, 'recovered');
    expect(drawTale('recovered', closed, { width: 80 }).join('\n')).toContain('Closed: recovered by itself; firing again before 10:20:01 reopens it');
    expect(drawTale('recovered', closed, { width: 80, after: 1_900_000 }).join('\n')).not.toContain('reopens');
    expect(drawTale('recovered', positionOf('reopened', 1, 'recovered'), { width: 80 }).join('\n')).toMatch(/Refused\s+reopened/);
  });

  it.each(TALES.flatMap((tale) => [40, 80, 120].map((width) => ({ tale, width }))))('never writes past $width columns, at any moment of the $tale', ({ tale, width }) => {
    for (let position = 1; position <= lengthOf(tale); position += 1) {
      for (const line of drawTale(tale, position, { width })) expect(widthOf(line)).toBeLessThanOrEqual(width);
    }
  });

  it.each(TALES)('fits a terminal of 24 lines at any moment of the %s', (tale) => {
    for (let position = 1; position <= lengthOf(tale); position += 1) {
      expect(drawTale(tale, position, { width: 80, height: 22 }).length).toBeLessThanOrEqual(22);
    }
  });

  it('says the same with and without colour', () => {
    for (let position = 1; position <= LENGTH_OF_DAY; position += 7) {
      const painted = draw(position, { colour: true }).map((line) => line.replace(/\u001b\[\d+m/g, ''));
      expect(painted).toEqual(draw(position));
    }
  });

  it('writes no escape code without colour, whatever a title or a subject carries', () => {
    const { view, now } = moment(positionOf('cellFinished', 5));
    const hostile = '\u001b[2J\u001b]0;gone\u0007\rX\u202e';
    const lines = renderDay({ ...view, title: hostile, attempts: view.attempts.map((attempt) => ({ ...attempt, reason: hostile, change: undefined })) }, { running: [{ id: 'x', last: hostile, since: view.openedAt, attempt: 1 }] }, { now, width: 80, colour: false });
    expect(lines.join('\n')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e]/);
    expect(lines[0]).toMatch(/^X/);
  });

  it('says that a deadline has passed', () => {
    const { view, now } = moment(positionOf('decisionAwaited'), 16 * 60_000);
    expect(renderDay(view, { running: [] }, { now, width: 80, colour: false }).join('\n')).toContain('1:00 overdue');
  });
});
