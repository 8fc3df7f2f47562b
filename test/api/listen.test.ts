// What if the port is taken, and what of those who still listen when it closes?
import express from 'express';
import { isLoopback, listen } from '../../api/listen';
import { anApi } from './an-api';
import { until } from './until';

test('a port in use is said, with what to do', async () => {
  const first = await listen(express(), { host: '127.0.0.1', port: 0 });
  await expect(listen(express(), { host: '127.0.0.1', port: first.port })).rejects.toMatchObject({ code: 'port-in-use', message: `The port ${first.port} is in use.`, advice: expect.stringContaining('PORT') });
  await first.close();
});

test('it closes though somebody follows events', async () => {
  const { app, gateway } = anApi();
  const door = await listen(app, { host: '127.0.0.1', port: 0 });
  const response = await fetch(`http://127.0.0.1:${door.port}/api/v1/events`);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  await until(() => gateway.polls(), (polls) => polls > 0, 'the board is read');
  await door.close();
  expect(await response.text()).toContain('event: board');
});

test.each([['127.0.0.1', true], ['127.8.0.1', true], ['::1', true], ['localhost', true], ['0.0.0.0', false], ['::', false], ['10.0.0.1', false]])('%s is only this machine: %s', (host, is) => {
  expect(isLoopback(host)).toBe(is);
});
