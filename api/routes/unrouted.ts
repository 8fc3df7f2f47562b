// GET and DELETE /api/v1/unrouted…: alerts that belonged to no service, until a person dismisses them.
import { z } from 'zod';
import { Answer, UnroutedList } from '../../src/contracts/http';
import { personOf } from '../access/access';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { operation } from '../operation';

const listUnrouted = operation({
  id: 'listUnrouted', method: 'get', path: '/unrouted', tag: 'set-up', needs: 'read',
  summary: 'The alerts that belonged to no service',
  answers: { 200: { description: 'The alerts, each with the rule that told so; `dropped` counts those that made room for newer ones.', json: UnroutedList } },
  problems: ['unreachable'],
});
const dismissUnrouted = operation({
  id: 'dismissUnrouted', method: 'delete', path: '/unrouted/{key}', tag: 'set-up', needs: 'act',
  summary: 'Dismiss an alert that belonged to no service',
  description: 'The key is the source, a slash and the fingerprint, percent-encoded as one part of the address.',
  params: z.object({ key: z.string().min(1).max(1000) }),
  answers: { 200: { description: 'It is dismissed.', json: Answer } },
  problems: ['unrouted-unknown', 'unreachable'],
});

export function addUnrouted(door: Door, { gateway, logger }: ApiDeps): void {
  door.add(listUnrouted, async () => ({ json: await gateway.unrouted.list() satisfies UnroutedList }));
  door.add(dismissUnrouted, async ({ params: { key }, principal }) => {
    const by = personOf(principal);
    await gateway.unrouted.dismiss(key, by);
    logger.info({ key, by }, 'unrouted alert dismissed');
    return { json: { accepted: true, text: `Dismissed: ${key}.` } satisfies Answer };
  });
}
