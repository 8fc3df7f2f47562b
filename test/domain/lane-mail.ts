// A small world for the lane's model: incidents that ask, a lane that answers, and mail between them that is late, lost or repeated.
import { expireLease, freeLane, grant, isTooLate, join, leave, open, type Lane, type LaneRequest, type LaneWord } from '../../src/domain/lane';

export const LEASE_SECONDS = 60;
export const NAMES = ['a', 'b', 'c', 'd', 'e'] as const;
export type Name = (typeof NAMES)[number];
export type Ending = 'verified' | 'barred' | 'blocked' | 'nothing';
export type Step =
  | { do: 'ask'; who: Name; kind: LaneRequest['kind'] }
  | { do: 'say-again' | 'give-up' | 'die'; who: Name }
  | { do: 'finish'; who: Name; with: Ending }
  | { do: 'deliver' | 'lose' | 'repeat'; nth: number }
  | { do: 'wait'; seconds: number }
  | { do: 'open' };

interface Incident { name: Name; is: 'idle' | 'waiting' | 'holding' | 'dead'; kind: LaneRequest['kind']; heard: number; finished: number }
type Letter =
  | { to: 'lane'; request: LaneRequest }
  | { to: 'lane'; word: LaneWord }
  | { to: Name; granted: number }
  | { to: Name; lost: number };
/** One grant as the lane made it. `former`: who held an unexpired lease and still believed in it, which must be nobody. */
export interface Granted { number: number; to: Name; kind: LaneRequest['kind']; former?: Name; wasBlocked: boolean; waitingRollbacks: Name[] }

export interface LaneWorld {
  incidents: Record<Name, Incident>;
  granted: Granted[];
  lane(): Lane;
  act(step: Step): void;
  /** Those that believe that they hold the lane while the lease that they were given is good. */
  goodHolders(): Name[];
  mail: Letter[];
}

export function aLaneWorld(): LaneWorld {
  const incidents = Object.fromEntries(NAMES.map((name): [Name, Incident] => [name, { name, is: 'idle', kind: 'deployment', heard: 0, finished: 0 }])) as Record<Name, Incident>;
  const mail: Letter[] = [];
  const granted: Granted[] = [];
  const leases = new Map<number, number>(); // until when, by the number of the grant, as the lane last said it
  let lane = freeLane();
  let seconds = 0;
  const at = (): string => new Date(Date.UTC(2026, 0, 5, 9) + seconds * 1000).toISOString();

  function goodHolders(): Name[] {
    return NAMES.filter((name) => incidents[name].is === 'holding' && (leases.get(incidents[name].heard) ?? 0) > seconds);
  }

  /** What the lane's workflow does after every message and every timer. */
  function settle(): void {
    const former = lane.holder;
    lane = expireLease(lane, at());
    if (former && !lane.holder) mail.push({ to: former.holder as Name, lost: former.grant });
    for (;;) {
      const before = lane;
      const believers = goodHolders();
      lane = grant(lane, at());
      if (!lane.holder || lane.grants === before.grants) break;
      const to = lane.holder.holder as Name;
      granted.push({
        number: lane.holder.grant, to, kind: lane.holder.kind, former: believers.find((name) => name !== to), wasBlocked: before.blocked !== undefined,
        waitingRollbacks: before.holder ? [] : before.queue.filter(({ kind, holder }) => kind === 'rollback' && holder !== to).map(({ holder }) => holder as Name),
      });
      if (incidents[to].is !== 'dead') {
        mail.push({ to, granted: lane.holder.grant });
        break;
      }
      lane = leave(lane, { holder: to, grant: lane.holder.grant }, at());
    }
    if (lane.holder) leases.set(lane.holder.grant, (Date.parse(lane.holder.until) - Date.UTC(2026, 0, 5, 9)) / 1000);
  }

  function hear(letter: Letter): void {
    if ('request' in letter) {
      if (isTooLate(lane, letter.request)) mail.push({ to: letter.request.holder as Name, lost: letter.request.grant ?? 0 });
      lane = join(lane, letter.request, at());
      return settle();
    }
    if ('word' in letter) {
      lane = leave(lane, letter.word, at());
      return settle();
    }
    const incident = incidents[letter.to];
    if (incident.is === 'dead') return;
    if ('lost' in letter) {
      if (letter.lost >= incident.heard && incident.is === 'holding') incident.is = 'waiting'; // it goes on asking
      return;
    }
    if (letter.granted <= incident.heard) return; // an old letter
    incident.heard = letter.granted;
    if (incident.is === 'waiting') incident.is = 'holding';
    else if (incident.is === 'idle') mail.push({ to: 'lane', word: { holder: incident.name, grant: letter.granted } }); // nobody asked for it
  }

  function request({ name, kind, is, heard }: Incident): Letter {
    return { to: 'lane', request: { holder: name, incident: name, leaseSeconds: LEASE_SECONDS, kind, ...(is === 'holding' ? { grant: heard } : {}) } };
  }

  function act(step: Step): void {
    switch (step.do) {
      case 'ask': {
        const incident = incidents[step.who];
        if (incident.is !== 'idle') return;
        Object.assign(incident, { is: 'waiting', kind: step.kind });
        mail.push(request(incident));
        return;
      }
      case 'say-again': {
        const incident = incidents[step.who];
        if (incident.is === 'waiting' || incident.is === 'holding') mail.push(request(incident));
        return;
      }
      case 'give-up': {
        const incident = incidents[step.who];
        if (incident.is !== 'waiting') return;
        incident.is = 'idle';
        mail.push({ to: 'lane', word: { holder: step.who, grant: incident.heard } });
        return;
      }
      case 'finish': {
        const incident = incidents[step.who];
        if (incident.is !== 'holding') return;
        Object.assign(incident, { is: 'idle', finished: incident.finished + 1 });
        const said = step.with === 'nothing' ? {} : { [step.with]: `${step.with}-by-${step.who}` };
        mail.push({ to: 'lane', word: { holder: step.who, grant: incident.heard, ...said } });
        return;
      }
      case 'die':
        incidents[step.who].is = 'dead';
        return;
      case 'deliver': {
        const [letter] = mail.length > 0 ? mail.splice(step.nth % mail.length, 1) : [];
        if (letter) hear(letter);
        return;
      }
      case 'lose':
        if (mail.length > 0) mail.splice(step.nth % mail.length, 1);
        return;
      case 'repeat': {
        const letter = mail[step.nth % Math.max(1, mail.length)];
        if (letter) mail.push(letter);
        return;
      }
      case 'wait':
        seconds += step.seconds;
        return settle();
      case 'open':
        if (lane.blocked) lane = open(lane, { by: 'olga', reason: 'looked at it' }, at());
        return settle();
    }
  }

  return { incidents, granted, mail, act, goodHolders, lane: () => lane };
}
