// Is each sample and each vendor's example explained, and then taken just as it was explained?
import request from 'supertest';
import { AlertAnswer, AlertExplanation } from '../../src/contracts/http';
import type { Installation } from '../../src/contracts/installation';
import { DELIVERIES, everySource, sampleText } from '../integrations/alert-deliveries';
import { anApi, anInstallation } from './an-api';

/** Every alert belongs to the storefront: what a source cannot say is no question here. */
function oneService(): Installation {
  const installation = anInstallation();
  const [storefront] = installation.services;
  if (!storefront) throw new Error('the installation has a service');
  const everything = { labels: {}, match: ['alertname=~".+"'], groupBy: 'source' as const };
  return { ...installation, services: [{ ...storefront, alerts: [everything] }] };
}

const BECOMES = { open: 'opened', join: 'joined', resolve: 'resolved', 'be-ignored': 'ignored', 'be-set-aside': 'unrouted' } as const;

test.each(DELIVERIES.map((delivery) => [delivery.file, delivery] as const))('%s', async (_, { use, file, headers, became, ignored }) => {
  const { app } = anApi({ installation: oneService(), alertSources: everySource() });
  const post = (path: string) => request(app).post(`/api/v1/${path}/${use}`).set('content-type', 'application/json').set({ ...headers }).send(sampleText(file));
  const explained = AlertExplanation.parse((await post('explain').expect(200)).body).alerts;
  const taken = AlertAnswer.parse((await post('alerts').expect(202)).body).alerts;
  expect(explained).toHaveLength(became.length + ignored);
  expect(explained.every(({ rule }) => rule !== '')).toBe(true);
  expect(taken.map(({ fingerprint, name, became: fate }) => [fingerprint, name, fate])).toEqual(explained.map(({ fingerprint, name, would }) => [fingerprint, name, BECOMES[would]]));
});
