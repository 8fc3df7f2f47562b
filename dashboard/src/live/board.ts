// How does the page follow the board? One stream of those that need somebody most; when it cannot be had, a reading says why.
import { useEffect, useState } from 'preact/hooks';
import type { IncidentList, ServiceView } from '../../../src/contracts/http';
import { boardOf } from '../board';
import type { Board } from '../board';
import { asRefused, get } from './api';
import type { Refused } from './api';
import { openLive } from './connection';
import type { Connection } from './connection';
import { usePolled } from './polled';

const SERVICES_EVERY_MS = 15_000;

export interface Followed { board: Board | undefined; connection: Connection; refused: Refused | undefined; reload: () => void }

export function useBoard(onConnection?: (connection: Connection) => void): Followed {
  const [board, setBoard] = useState<Board>();
  const [connection, setConnection] = useState<Connection>({ state: 'connecting' });
  const [refused, setRefused] = useState<Refused>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let left = false;
    let isSeen = false;
    function show(list: IncidentList): void {
      isSeen = true;
      setBoard(boardOf(list));
      setRefused(undefined);
    }
    /** A stream that fails says nothing of why; an answer does, or is the board itself. */
    async function read(): Promise<void> {
      const list = await get<IncidentList>('/api/v1/incidents?state=all').catch(asRefused);
      if (left || isSeen) return;
      if (list instanceof Error) setRefused(list);
      else setBoard(boardOf(list));
    }
    const close = openLive('/api/v1/events', { board: (data) => { show(data as IncidentList); } }, (next) => {
      setConnection(next);
      onConnection?.(next);
      if (next.state === 'lost' && !isSeen) void read();
    });
    return () => { left = true; close(); };
  }, [tries]);
  return { board, connection, refused, reload: () => { setTries((count) => count + 1); } };
}

/** The services beside the board: asked now and then, and at once when an incident has moved on, for it may have deployed. */
export function useServices(board: Board | undefined) {
  const { body: services, refused, reload } = usePolled<ServiceView[]>('/api/v1/services', SERVICES_EVERY_MS);
  const places = board?.open.map(({ id, phase }) => `${id} ${phase}`).sort().join();
  useEffect(() => { if (places !== undefined && services) reload(); }, [places]);
  return { services, refused, reload };
}
