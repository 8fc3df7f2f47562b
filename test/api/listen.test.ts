// What if the port is taken, and what of those who still listen when it closes?
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
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

test.each([
  ['an address of many kilobytes', `GET /api/v1/incidents?q=${'x'.repeat(20_000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`, 431, 'head-too-large'],
  ['what is no HTTP', 'HELLO\r\n\r\n', 400, 'request-unreadable'],
])('%s is answered with a problem, though no route was reached', async (_, sent, status, code) => {
  const door = await listen(anApi().app, { host: '127.0.0.1', port: 0 });
  const socket = connect(door.port, '127.0.0.1');
  socket.write(sent);
  const answer = await text(socket);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ type: `/problems/${code}`, status, advice: expect.stringMatching(/./) });
  await door.close();
});
