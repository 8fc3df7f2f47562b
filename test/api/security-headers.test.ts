// Does every answer tell the browser what it may do, and over https to come by https only?
import request from 'supertest';
import { anApi } from './an-api';

const ADDRESSES = ['/', '/health', '/api/v1/session/ways', '/api/v1/me', '/api/v1/nowhere', '/problems/refused'];

it.each(ADDRESSES)('%s: no inline script, no frame, nothing of the device, nothing from elsewhere', async (address) => {
  const { headers } = await request(anApi().app).get(address);
  const policy = Object.fromEntries((headers['content-security-policy'] ?? '').split('; ').map((part) => [part.split(' ')[0], part]));
  expect(policy).toMatchObject({
    'default-src': 'default-src \'self\'', 'connect-src': 'connect-src \'self\'', 'frame-ancestors': 'frame-ancestors \'none\'', 'object-src': 'object-src \'none\'', 'base-uri': 'base-uri \'none\'', 'form-action': 'form-action \'self\'',
  });
  expect(headers['permissions-policy']).toContain('camera=(), ');
  expect(headers).toMatchObject({ 'x-permitted-cross-domain-policies': 'none', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin', 'referrer-policy': 'no-referrer' });
  expect(headers).not.toHaveProperty('strict-transport-security');
});

it('over https browsers are told to come by https only', async () => {
  const { headers } = await request(anApi({ publicUrl: 'https://dayshift.example' }).app).get('/health');
  expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
});

it.each(['/', '/api/v1/me', '/api/v1/nowhere'])('TRACE of %s gives nothing of the request back', async (address) => {
  const { status, text } = await request(anApi().app).trace(address).set('Authorization', 'Bearer not-to-be-heard-again');
  expect([404, 405]).toContain(status);
  expect(text).not.toContain('not-to-be-heard-again');
});

it('an answer of the API lies in no cache that others share', async () => {
  const { headers } = await request(anApi().app).get('/api/v1/session/ways');
  expect(headers['cache-control']).toBe('private, no-cache');
  expect(headers).toHaveProperty('etag');
});
