// Does every reader of a mailbox hear every note once and in order, whenever it reads and whatever was cut off in between?
import { appendFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { jobIdOf, openMailbox, runnerOf } from '../../../integrations/external-webhook/mailbox';
import type { News, Note } from '../../../integrations/external-webhook/schema';
import { createFileStore } from '../../../integrations/file-store';

const at = '2026-03-02T09:00:00.000Z';
const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const note: fc.Arbitrary<Note> = fc.oneof(
  fc.record({ kind: fc.constant('asked' as const), at: fc.constant(at), job: text }),
  fc.record({ kind: fc.constant('started' as const), at: fc.constant(at), link: text }),
  fc.record({ kind: fc.constant('polled' as const), lines: fc.nat() }),
  fc.record({ kind: fc.constant('over' as const), at: fc.constant(at), ended: fc.constantFrom('exited' as const, 'timed-out' as const, 'cancelled' as const) }),
);
const step = fc.oneof({ weight: 4, arbitrary: fc.record({ write: note }) }, { weight: 2, arbitrary: fc.constant('read' as const) }, { weight: 1, arbitrary: fc.constant('cut' as const) });

async function aStore() {
  const folder = await mkdtemp(path.join(tmpdir(), 'dayshift-mailbox-'));
  return { store: createFileStore(folder), cut: (id: string) => appendFile(path.join(folder, 'logs', 'jobs', `${id}.log`), `${at} {"kind":"asked","at":\n`) };
}

it('is read whole by one who follows and by one who comes late', async () => {
  const { store, cut } = await aStore();
  let runs = 0;
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
    runs += 1;
    const id = jobIdOf('lab', `run ${runs}`);
    const stores = { evidence: store, logs: store };
    const [writer, follower] = [openMailbox(stores, id), openMailbox(stores, id)];
    const written: Note[] = [];
    const heard: Note[] = [];
    for (const one of steps) {
      if (one === 'read') heard.push(...(await follower.read()));
      else if (one === 'cut') { if (written.length > 0) await cut(id); } else {
        await writer.write(one.write);
        written.push(one.write);
      }
    }
    heard.push(...(await follower.read()));
    expect(heard).toEqual(written);
    expect(await openMailbox(stores, id).read()).toEqual(written);
  }), { numRuns: 50 });
});

it('keeps the same news once, whatever it holds', async () => {
  const { store } = await aStore();
  const news: fc.Arbitrary<News> = fc.record({ status: fc.constantFrom('running' as const, 'finished' as const), report: fc.option(text, { nil: undefined }), output: fc.array(fc.stringMatching(/^[a-z 0-9]{0,20}$/), { maxLength: 3 }), exitCode: fc.option(fc.nat(255), { nil: undefined }) });
  await fc.assert(fc.asyncProperty(news, text, async (told, run) => {
    const mailbox = openMailbox({ evidence: store, logs: store }, jobIdOf('lab', `${run}${JSON.stringify(told)}`));
    const known = await mailbox.read();
    const isNew = await mailbox.tell(told, new Date(at), known, []);
    const notes = [...known, ...(await mailbox.read())];
    expect(isNew).toBe(known.length === 0);
    expect(await mailbox.tell(told, new Date(at), notes, [])).toBe(false);
    const [first] = notes;
    expect(first?.kind === 'told' && await mailbox.open(first.news)).toEqual(JSON.parse(JSON.stringify(told)));
  }), { numRuns: 50 });
});

it('has an id that is safe in a path and names its runner', () => {
  fc.assert(fc.property(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/), fc.string(), (runner, run) => {
    const id = jobIdOf(runner, run);
    expect(id).toMatch(/^[a-z0-9][a-z0-9.-]+$/);
    expect(runnerOf(id)).toBe(runner);
  }));
});
