// On which port does the next release listen? One that no other release has written down and that nothing listens on.
import { isFree } from '../free-port';
import { listPlaces, listReleases } from './deployer-place';

/** A free loopback port, or undefined. Goes round from behind the highest in use, so that a port just left is not met again at once. */
export async function pickPort(folder: string, ports: { from: number; to: number }): Promise<number | undefined> {
  const releases = (await Promise.all((await listPlaces(folder)).map(listReleases))).flat();
  const taken = new Set(releases.map((release) => release.port));
  const all = Array.from({ length: ports.to - ports.from + 1 }, (_, index) => ports.from + index);
  const highest = Math.max(ports.from - 1, ...all.filter((port) => taken.has(port)));
  const inTurn = [...all.filter((port) => port > highest), ...all.filter((port) => port <= highest)];
  for (const port of inTurn) if (!taken.has(port) && await isFree(port)) return port;
  return undefined;
}
