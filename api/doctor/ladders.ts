// Does every rung of every ladder reach somebody? For each service, however things stand in the next four weeks.
import { isDefaultLadder, notifiersOf } from '../../src/config/cross-field-duty';
import { signersOf, signOffsOf } from '../../src/config/cross-field-sign-off';
import type { DoctorFinding } from '../../src/contracts/http';
import type { IncidentInput } from '../../src/contracts/incident';
import type { Installation } from '../../src/contracts/installation';
import { parseDuration } from '../../src/domain/quantity';
import { reachOf, standingsOfDeciders, type Hole, type RungReach } from '../../src/domain/reach';
import { SEVERITIES } from '../../src/domain/vocabulary';
import { broken, doubtful, well } from './finding';
import type { Pipeline } from './pipelines';
import type { Walked } from './rosters';

type LadderName = keyof IncidentInput['policies']['ladders'];
const LADDERS: Record<LadderName, string> = { assign: 'assign', fix: 'fix', signOff: 'sign-off' };

interface Order { installation: Installation; pipeline: Pipeline; rosters: readonly Walked[]; ladders: IncidentInput['policies']['ladders'] }

/** One finding for a ladder that holds, else one for each rung that does not. */
export function judgeLadders({ installation, pipeline, rosters, ladders }: Order): DoctorFinding[] {
  const { service, file } = pipeline;
  const channels = notifiersOf(installation.integrations);
  const circumstances = {
    team: installation.team, roster: service.duty,
    deciders: file && signOffsOf(file).map(({ signOff }) => signersOf(signOff)).flatMap(({ roles, people }) => standingsOfDeciders(installation.team, roles, people)),
    duty: Object.fromEntries(rosters.map(({ name, standings }) => [name, standings])),
  };
  return (Object.keys(LADDERS) as LadderName[]).flatMap((name) => {
    const what = `${service.name}: ${LADDERS[name]}`;
    const reached = reachOf(ladders[name], circumstances, channels);
    const isDefault = isDefaultLadder(name, installation.policies.ladders[name]);
    const faults = reached.flatMap((rung, at) => judgeRung(rung, { what, at, isDefault, canTell: channels.length > 0, all: reached }));
    const lasting = name === 'signOff' && file ? [...new Set(signOffsOf(file).map(({ signOff }) => signOff.expires))] : [];
    const late = lasting.flatMap((expires) => lateRungs(what, reached, expires));
    return [...faults, ...late, ...(faults.length === 0 ? [well('ladders', what, reached.map(readRung).join('; '))] : [])];
  });
}

interface Place { what: string; at: number; isDefault: boolean; canTell: boolean; all: readonly RungReach[] }

function judgeRung(reach: RungReach, { what, at, isDefault, canTell, all }: Place): DoctorFinding[] {
  const place = { area: 'ladders', what: `${what}, ${at === 0 ? 'the first rung' : `rung ${at + 1}`} (${after(reach.rung.afterSeconds)})` };
  const waits = reach.mayWait.map((severity) => doubtful({
    ...place, found: `everybody whom it reaches may have quiet hours that hold back ${severity}`, advice: `Let somebody's quiet hours end at \`unless: ${severity}\`, or tell somebody else too.`,
  }));
  const holes = reach.holes.map((hole) => {
    const said = { ...place, found: `it may reach nobody${atSeverities(hole)}: ${hole.why}`, advice: adviceFor(reach, hole) };
    if (hole.unknown) return doubtful({ ...said, found: 'whom it reaches is not known: the pipeline file cannot be read', advice: 'Mend the pipeline file first.' });
    const goesToEverybody = at === 0 && hole.meansNobody && canTell;
    const isBetween = isDefault && at > 0 && all.some(({ holes: others }) => others.length === 0);
    if (goesToEverybody) return doubtful({ ...said, found: `${said.found}; everybody is told instead, in each channel's common place` });
    return isBetween ? doubtful(said) : broken(said);
  });
  return [...holes, ...waits];
}

function adviceFor({ rung }: RungReach, { meansNobody }: Hole): string {
  const isDuty = rung.tell.some((word) => word === 'duty' || word.startsWith('duty:'));
  if (!meansNobody) return 'Give them `reach` and a channel under `notify`, or tell somebody else too.';
  return isDuty ? 'Give the service a duty roster without gaps, or write a ladder under `policies.ladders` that tells somebody else too.' : 'Give somebody that role, or write a ladder under `policies.ladders` that tells somebody else too.';
}

function lateRungs(what: string, reached: readonly RungReach[], expires: string): DoctorFinding[] {
  return reached.filter(({ rung }) => rung.afterSeconds > parseDuration(expires)).map(({ rung }) => doubtful({
    area: 'ladders', what, found: `the rung ${after(rung.afterSeconds)} comes later than the sign-off lasts (\`expires: ${expires}\`)`, advice: 'Let it come sooner, or the sign-off last longer.',
  }));
}

function readRung({ rung, people }: RungReach): string {
  return `${after(rung.afterSeconds)} ${people.map(({ person, by }) => `${person} (${by.join(', ') || 'no channel'})`).join(', ')}`;
}

function atSeverities({ severities }: Hole): string {
  return severities.length === SEVERITIES.length ? '' : ` when the severity is ${severities.join(' or ')}`;
}

function after(seconds: number): string {
  if (seconds === 0) return 'at once';
  if (seconds % 3600 === 0) return `after ${seconds / 3600} h`;
  return seconds % 60 === 0 ? `after ${seconds / 60} min` : `after ${seconds} s`;
}
