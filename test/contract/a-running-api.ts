// A whole API that listens, with incidents, evidence and logs in it: what schemathesis and the made clients ask.
import type { ApiDeps } from '../../api/deps';
import { listen } from '../../api/listen';
import request from 'supertest';
import { aDelivery, anApi, TOKENS } from '../api/an-api';
import { aRecord, withAttempts } from '../integrations/a-record';

export interface RunningApi {
  api: ReturnType<typeof anApi>;
  address: string;
  /** Parts of addresses that lead to something, by their name in the document. */
  known: Record<string, string[]>;
  close(): Promise<void>;
}

/** So many that the limits are not what is tested. */
const NO_LIMITS = { limits: { reads: 1e6, changes: 1e6, signIns: 10, unknownSecrets: 1e6, streams: 50, onThisMachine: 20 } };

export async function aRunningApi(change: Partial<ApiDeps> = {}): Promise<RunningApi> {
  const api = anApi({ ...NO_LIMITS, ...change });
  const { app, archive, store, gateway } = api;
  const deliver = async (...alerts: Parameters<typeof aDelivery>): Promise<string[]> => {
    const { body } = await request(app).post('/api/v1/alerts/alertmanager').send(aDelivery(...alerts)).expect(202) as { body: { alerts: { incident?: string }[] } };
    return body.alerts.flatMap(({ incident }) => incident ?? []);
  };
  const open = [...await deliver({}), ...await deliver({ name: 'CheckoutSlow', service: 'checkout', fingerprint: 'f2' })];
  await deliver({ name: 'Nobody', service: '', fingerprint: 'f3' });
  const closed = 'storefront.LoginSlow.0badcafe';
  await archive.save(withAttempts(aRecord(closed), [{ device: 'ipad', cases: [{ name: 'login › accepts the e-mail', status: 'failed', seconds: 1, message: 'refused' }] }]), '# The story\n');
  const { digest } = await store.put({ name: 'results/junit.xml', mediaType: 'application/xml', text: '<testsuite/>' });
  const log = `${open[0] ?? ''}/1/build`;
  await store.append(log, 'npm ci');
  gateway.lanes.set('storefront/production', { queue: [], blocked: { why: 'the rollback did not hold', at: '2026-11-23T10:00:00.000Z', incident: closed } });

  const listening = await listen(app, { host: '127.0.0.1', port: 0 });
  return {
    api, address: `http://127.0.0.1:${listening.port}`,
    known: { id: [...open, closed, log], source: ['alertmanager'], service: ['storefront', 'checkout'], name: ['storefront'], environment: ['production'], person: ['maya'], key: ['alertmanager/f3'], digest: [digest] },
    close: () => listening.close(),
  };
}

export { TOKENS };
