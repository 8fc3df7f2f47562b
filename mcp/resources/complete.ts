// What could be meant, while an address is being written? Asked of the API; while it is away nothing is offered.
import { mineFirst } from '../incident-list';
import type { AgentWorld } from '../surroundings';

const MOST_LOOKED_AT = 5; // incidents whose logs and evidence are offered

export function openIds(world: AgentWorld, begun: string): Promise<string[]> {
  return offered(world, begun, async () => (await mineFirst(world)).map(({ id }) => id));
}

export function attemptNumbers(world: AgentWorld, incident: string | undefined, begun: string): Promise<string[]> {
  return offered(world, begun, async () => (incident === undefined ? [] : (await world.api.incident(incident)).attempts.map(({ number }) => String(number)).reverse()));
}

export function logIds(world: AgentWorld, begun: string): Promise<string[]> {
  return offered(world, begun, async () => (await attemptsOfMine(world)).flatMap(({ buildLog, stages }) => [buildLog, ...stages.flatMap(({ cells }) => cells.map(({ log }) => log))]));
}

export function digests(world: AgentWorld, begun: string): Promise<string[]> {
  return offered(world, begun, async () => (await attemptsOfMine(world)).flatMap(({ stages }) => stages.flatMap(({ cells }) => cells.flatMap(({ result }) => result?.evidence.map(({ digest }) => digest) ?? []))));
}

async function attemptsOfMine(world: AgentWorld) {
  const ids = (await mineFirst(world)).slice(0, MOST_LOOKED_AT).map(({ id }) => id);
  return (await Promise.all(ids.map((id) => world.api.incident(id)))).flatMap(({ attempts }) => attempts.slice(-1));
}

async function offered({ log }: AgentWorld, begun: string, known: () => Promise<string[]>): Promise<string[]> {
  try {
    return [...new Set(await known())].filter((one) => one !== '' && one.startsWith(begun));
  } catch (error) {
    log(`nothing can be offered: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}
