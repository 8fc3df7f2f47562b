// What becomes of the audit while its store is away? It comes later, in order and with its own times; what does not fit is told.
import { createInMemoryAuditLog } from '../../integrations/in-memory';
import { createAuditQueue } from '../../api/access/audit-queue';
import { DayshiftError } from '../../src/errors';
import { anEntry } from '../integrations/access-stores';

function aQueue(options: { most?: number } = {}) {
  const log = createInMemoryAuditLog();
  const told: [object, string][] = [];
  const say = (fields: object, text: string) => { told.push([fields, text]); };
  const away = { until: undefined as Promise<void> | undefined, back: () => undefined as void };
  const append = log.append;
  let isAway = false;
  log.append = async (entry) => {
    if (entry.who === 'refused by the store') throw new Error('value too long');
    if (isAway) throw new DayshiftError('unreachable', { what: 'The archive', reason: 'gone' });
    return append(entry);
  };
  const queue = createAuditQueue(log, { logger: { warn: say, error: say } as never, pause: () => away.until ?? Promise.resolve(), ...options });
  return {
    log, queue, told,
    goAway() {
      isAway = true;
      away.until = new Promise((resolve) => { away.back = resolve; });
    },
    comeBack() {
      isAway = false;
      away.back();
    },
  };
}

const targets = async ({ log }: ReturnType<typeof aQueue>) => (await log.list({ limit: 100 })).map(({ target }) => target).reverse();

it('writes in order what came while the store was away', async () => {
  const world = aQueue();
  await world.queue.append(anEntry({ target: '/1' }));
  await world.queue.drained();
  world.goAway();
  for (const target of ['/2', '/3', '/4']) await world.queue.append(anEntry({ target, at: '2026-01-05T09:00:01.000Z' }));
  expect(await targets(world)).toEqual(['/1']);
  world.comeBack();
  await world.queue.drained();
  expect(await targets(world)).toEqual(['/1', '/2', '/3', '/4']);
  expect((await world.log.list({ limit: 1 }))[0]?.at).toBe('2026-01-05T09:00:01.000Z');
});

it('over its bound an entry is in the log only, and the audit says that it has a gap', async () => {
  const world = aQueue({ most: 3 });
  world.goAway();
  for (const target of ['/1', '/2', '/3', '/4', '/5']) await world.queue.append(anEntry({ target }));
  expect(world.told.filter(([, text]) => text.includes('only here')).map(([fields]) => (fields as { audit: { target: string } }).audit.target)).toEqual(['/4', '/5']);
  world.comeBack();
  await world.queue.drained();
  expect(await targets(world)).toEqual(['/1', '/2', '/3', '']);
  expect((await world.log.list({ limit: 1 }))[0]).toMatchObject({ who: 'dayshift', action: 'loseAudit', outcome: 'failed', why: '2 entries are only in the log' });
});

it('an entry that the store will never take holds up no other', async () => {
  const world = aQueue();
  await world.queue.append(anEntry({ target: '/1', who: 'refused by the store' }));
  await world.queue.append(anEntry({ target: '/2' }));
  await world.queue.drained();
  expect(await targets(world)).toEqual(['/2']);
  expect(world.told).toEqual([[expect.objectContaining({ audit: expect.objectContaining({ target: '/1' }) }), expect.stringContaining('refused by its store')]]);
});

it('is not waited for without end when the process leaves', async () => {
  const world = aQueue();
  world.goAway();
  await world.queue.append(anEntry());
  await world.queue.drained(10);
  expect(world.told.at(-1)).toEqual([{ waiting: 1 }, expect.stringContaining('only in the log')]);
  world.comeBack();
  await world.queue.drained();
  expect(await targets(world)).toHaveLength(1);
});
