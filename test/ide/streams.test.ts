// Does everybody who follows an incident hear it, and does a stream that failed stay dead?
import type { Happening } from '../../client/api-client';
import { createStreams } from '../../ide/vscode/src/connection/streams';
import { anIncident } from '../support/an-incident';

const view = anIncident();
const settled = () => new Promise((resolve) => { setImmediate(resolve); });

/** Each stream sends the view, then waits until it is ended; those before `failing` fail instead. */
function world({ failing = 0 } = {}) {
  const faults: unknown[] = [];
  const begun = { count: 0 };
  async function* followIncident(_id: string, signal: AbortSignal): AsyncGenerator<Happening> {
    begun.count += 1;
    if (begun.count <= failing) throw new Error('not understood');
    yield { kind: 'incident', view };
    await new Promise((resolve) => { signal.addEventListener('abort', resolve); });
  }
  return { faults, begun, streams: createStreams({ client: () => ({ followIncident }), onFault: (_, error) => { faults.push(error); } }) };
}

test('who follows what others follow hears it without a stream of their own, and may end it by that very word', async () => {
  const { streams, begun } = world();
  const first = streams.follow(view.id, () => undefined);
  await settled();
  const heard: string[] = [];
  const second = streams.follow(view.id, (followed) => { heard.push(followed.view.id); second.dispose(); });
  await settled();
  expect([heard, begun.count, streams.running()]).toEqual([[view.id], 1, 1]);
  first.dispose();
  expect(streams.running()).toBe(0);
});

test('who has gone before the first word hears nothing', async () => {
  const { streams } = world();
  streams.follow(view.id, () => undefined);
  await settled();
  const hear = jest.fn();
  streams.follow(view.id, hear).dispose();
  await settled();
  expect(hear).not.toHaveBeenCalled();
});

test('a stream that failed begins anew for all when one more follows', async () => {
  const { streams, faults, begun } = world({ failing: 1 });
  const heard: string[] = [];
  const one = streams.follow(view.id, () => { heard.push('one'); });
  await settled();
  expect([faults, heard]).toEqual([[new Error('not understood')], []]);
  const other = streams.follow(view.id, () => { heard.push('other'); });
  await settled();
  expect([heard, begun.count, streams.running()]).toEqual([['one', 'other'], 2, 1]);
  one.dispose();
  other.dispose();
  expect(streams.running()).toBe(0);
});
