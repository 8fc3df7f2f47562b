// What is let through on purpose, whose is it, and when does it end? What is due comes first and is marked.
import type { ComponentChildren } from 'preact';
import type { ExceptionState, ServiceExceptions } from '../../../src/contracts/history';
import { pageOfIncident } from '../route';
import { plural } from '../text';
import { Moment } from './marks';
import { More } from './more';

const SHOWN = 20;
const STATES: Record<ExceptionState, { mark: string; tone: string }> = { due: { mark: '✕', tone: 'bad' }, soon: { mark: '…', tone: 'wait' }, open: { mark: '–', tone: 'soft' } };

export function Quarantines({ entries, now }: { entries: ServiceExceptions['quarantines']; now: string }) {
  return (
    <More items={entries} shown={SHOWN} list={(some) => (
      <ul class="exceptions">
        {some.map((one) => (
          <Entry key={`${one.check} ${one.test} ${one.review} ${one.given?.incident ?? ''}`} state={one.state} what={one.test} where={`${one.check}, ${placesOf(one.at)}`} owner={one.owner} reason={one.reason}
            until={{ day: one.review, now, ended: 'its review was due', open: 'to be reviewed' }}>
            {one.given && <small>given by {one.given.by} <Moment at={one.given.at} text={one.given.at.slice(0, 10)} /> at a gate of <a href={pageOfIncident(one.given.incident)}>{one.given.incident}</a>; it is not in the pipeline file</small>}
          </Entry>
        ))}
      </ul>
    )} />
  );
}

export function Suppressions({ entries, now }: { entries: ServiceExceptions['suppressions']; now: string }) {
  return (
    <More items={entries} shown={SHOWN} list={(some) => (
      <ul class="exceptions">
        {some.map((one, index) => (
          <Entry key={`${one.rule} ${one.file ?? ''} ${index}`} state={one.state} what={one.rule} where={`${one.check ?? 'every check'}, ${one.file ?? 'everywhere'}`} owner={one.owner} reason={one.reason}
            until={{ day: one.until, now, ended: 'ended', open: 'until' }} />
        ))}
      </ul>
    )} />
  );
}

interface EntryProps { state: ExceptionState; what: string; where: string; owner: string; reason: string; until: { day: string; now: string; ended: string; open: string }; children?: ComponentChildren }

function Entry({ state, what, where, owner, reason, until: { day, now, ended, open }, children }: EntryProps) {
  const { mark, tone } = STATES[state];
  const days = Math.round((Date.parse(day) - Date.parse(now)) / 86_400_000);
  const away = state === 'due' ? `${plural(-days, 'day')} ago` : days === 0 ? 'today' : `in ${plural(days, 'day')}`;
  return (
    <li class={tone}>
      <b>{what}</b> <small class="soft">{where}</small>
      <span><b class={tone}><span aria-hidden="true">{mark} </span>{state === 'due' ? `Due: ${ended}` : open} {day}</b>{Number.isFinite(days) && `, ${away}`} · {owner}: {reason}</span>
      {children}
    </li>
  );
}

function placesOf(points: readonly Record<string, string>[]): string {
  const named = points.map((point) => Object.values(point).join(' × ') || 'every cell');
  return named.length > 3 ? `${named.slice(0, 3).join(', ')} and ${named.length - 3} more cells` : named.join(', ');
}
