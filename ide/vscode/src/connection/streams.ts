// Who follows which incident? One stream for all who do, none when nobody does; it begins anew when another person signs in.
import type { Disposable } from 'vscode';
import type { ApiClient } from '../../../../client/api-client';
import type { Followed } from '../session';

type Hear = (followed: Followed) => void;
interface Stream { hearers: Set<Hear>; latest?: Followed; ending: AbortController; hasFailed?: boolean }

export interface Streams {
  follow(incident: string, hear: Hear): Disposable;
  /** With the client of now; without one nothing runs. */
  restart(): void;
  /** How many run. */
  running(): number;
}

export interface StreamsDeps {
  client(): Pick<ApiClient, 'followIncident'> | undefined;
  /** Told of a stream that ended because of an error, and of a hearer that threw. */
  onFault(incident: string, error: unknown): void;
}

export function createStreams({ client, onFault }: StreamsDeps): Streams {
  const streams = new Map<string, Stream>();

  async function run(incident: string, stream: Stream): Promise<void> {
    const { signal } = stream.ending;
    const api = client();
    if (!api) return;
    try {
      for await (const happening of api.followIncident(incident, signal)) {
        if (signal.aborted) return;
        if (happening.kind === 'incident') tell(incident, stream, { ...stream.latest, view: happening.view });
        if (happening.kind === 'progress' && stream.latest) tell(incident, stream, { ...stream.latest, progress: happening.progress });
      }
    } catch (error) {
      if (signal.aborted) return;
      stream.hasFailed = true;
      onFault(incident, error);
    }
  }

  function tell(incident: string, stream: Stream, followed: Followed): void {
    stream.latest = followed;
    for (const hear of [...stream.hearers]) say(incident, hear, followed);
  }

  function say(incident: string, hear: Hear, followed: Followed): void {
    try {
      hear(followed);
    } catch (error) {
      onFault(incident, error);
    }
  }

  /** Never before `follow` has answered: whoever hears may end it by what it answered. */
  async function tellLatest(incident: string, { hearers, latest }: Stream, hear: Hear): Promise<void> {
    await Promise.resolve();
    if (latest && hearers.has(hear)) say(incident, hear, latest);
  }

  /** One that failed is tried again when somebody else wants to follow. */
  function streamOf(incident: string): Stream {
    const known = streams.get(incident);
    return known && !known.hasFailed ? known : begin(incident, known?.hearers ?? new Set());
  }

  function begin(incident: string, hearers: Set<Hear>): Stream {
    const stream: Stream = { hearers, ending: new AbortController() };
    streams.set(incident, stream);
    void run(incident, stream);
    return stream;
  }

  return {
    follow(incident, hear) {
      const own: Hear = (followed) => { hear(followed); }; // the same function may follow twice
      const stream = streamOf(incident);
      const { hearers } = stream;
      hearers.add(own);
      void tellLatest(incident, stream, own);
      return {
        dispose() {
          if (!hearers.delete(own) || hearers.size > 0) return;
          streams.get(incident)?.ending.abort();
          streams.delete(incident);
        },
      };
    },
    restart() {
      for (const [incident, { hearers, ending }] of [...streams]) {
        ending.abort();
        begin(incident, hearers);
      }
    },
    running: () => (client() ? streams.size : 0),
  };
}
