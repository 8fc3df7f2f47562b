// What happens to a reader who does not read? It gets the latest of each thing when it does, and nothing piles up for it.
import { EventEmitter } from 'node:events';
import type { Request, Response } from 'express';
import { createEventStreams } from '../../api/live/event-stream';
import { frame, passingFrame, pieceFrame } from '../../api/live/frame';

/** A response whose reader takes only when it is told to. */
class SlowResponse extends EventEmitter {
  written: string[] = [];
  writableNeedDrain = false;
  fullAfter = Infinity;
  status() { return this; }
  set() { return this; }
  flushHeaders(): void { /* nothing is sent */ }
  end(): void { this.emit('close'); }
  destroy(): void { this.emit('close'); }
  write(text: string | Buffer): boolean {
    this.written.push(text.toString());
    this.fullAfter -= 1;
    this.writableNeedDrain = this.fullAfter <= 0;
    return !this.writableNeedDrain;
  }
  drain(takes: number): void {
    this.fullAfter = takes;
    this.writableNeedDrain = false;
    this.emit('drain');
  }
}

const aRequest = (headers: Record<string, string> = {}) => ({ get: (name: string) => headers[name] }) as unknown as Request;

function aStream(headers: Record<string, string> = {}) {
  const response = new SlowResponse();
  const stream = createEventStreams().open(aRequest(headers), response as unknown as Response);
  const sent = () => response.written.flatMap((text) => /data: (.*)/.exec(text)?.[1] ?? []);
  return { response, stream, sent };
}

test('a slow reader gets the latest of each thing, once it reads again', () => {
  const { response, stream, sent } = aStream();
  response.writableNeedDrain = true;
  for (let at = 0; at < 1000; at += 1) {
    stream.send(frame('incident', at));
    stream.send(frame('turn', `a${at}`, 'incident a'));
    stream.send(frame('turn', `b${at}`, 'incident b'));
  }
  expect(sent()).toEqual([]);
  response.drain(Infinity);
  expect(sent()).toEqual(['999', '"a999"', '"b999"']);
});

test('a reader that takes one at a time is given one at a time', () => {
  const { response, stream, sent } = aStream();
  response.writableNeedDrain = true;
  stream.send(frame('incident', 1));
  stream.send(passingFrame('progress', 2));
  response.drain(1);
  expect(sent()).toEqual(['1']);
  response.drain(1);
  expect(sent()).toEqual(['1', '2']);
});

test('what a reader who comes back has is spared only when it is the first thing', () => {
  const one = frame('incident', 1);
  const { stream, sent } = aStream({ 'last-event-id': one.id ?? '' });
  stream.send(one);
  stream.send(frame('incident', 2));
  stream.send(one);
  expect(sent()).toEqual(['2', '1']);
  const after = aStream({ 'last-event-id': one.id ?? '' });
  after.stream.send(passingFrame('stale', {}));
  after.stream.send(one);
  expect(after.sent()).toEqual(['{}', '1']);
});

test('when the reader has gone, those who served it are told, and nothing is sent any more', () => {
  const { response, stream, sent } = aStream();
  const gone = jest.fn();
  stream.onGone(gone);
  response.emit('close');
  stream.send(frame('incident', 1));
  stream.onGone(gone);
  expect(gone).toHaveBeenCalledTimes(2);
  expect(sent()).toEqual([]);
});

test('a frame is made ready once, and the same bytes go to everybody', () => {
  const streams = createEventStreams();
  const taken: unknown[] = [];
  const readers = [1, 2, 3].map(() => {
    const response = new SlowResponse();
    response.write = (bytes) => taken.push(bytes) > 0;
    return streams.open(aRequest(), response as unknown as Response);
  });
  taken.length = 0;
  const one = frame('incident', { title: 'größer' });
  for (const reader of readers) reader.send(one);
  expect(taken.map((bytes) => bytes === one.bytes)).toEqual([true, true, true]);
  expect(one.bytes.toString()).toBe(`event: incident\nid: ${one.id}\ndata: {"title":"größer"}\n\n`);
  expect(pieceFrame('log', {}, { from: 3, next: 9 })).toMatchObject({ key: 'log/3', id: '9' });
});

describe('one clock beats for all readers', () => {
  beforeEach(() => { jest.useFakeTimers(); });
  afterEach(() => { jest.useRealTimers(); });

  test('each is told that dayshift is there, and the clock stops with the last one', () => {
    const streams = createEventStreams({ aliveEveryMs: 1000 });
    const responses = Array.from({ length: 100 }, () => new SlowResponse());
    for (const response of responses) streams.open(aRequest(), response as unknown as Response);
    expect([jest.getTimerCount(), streams.readers()]).toEqual([1, 100]);
    jest.advanceTimersByTime(2000);
    expect(responses.every(({ written }) => written.filter((text) => text === ': still here\n\n').length === 2)).toBe(true);
    for (const response of responses) response.end();
    expect([jest.getTimerCount(), streams.readers()]).toEqual([0, 0]);
  });

  test('who takes nothing for two minutes is let go, and nobody else', () => {
    const streams = createEventStreams({ aliveEveryMs: 15_000 });
    const [dead, slow] = [new SlowResponse(), new SlowResponse()];
    const gone = jest.fn();
    streams.open(aRequest(), dead as unknown as Response).onGone(gone);
    streams.open(aRequest(), slow as unknown as Response);
    dead.writableNeedDrain = true;
    slow.writableNeedDrain = true;
    jest.advanceTimersByTime(105_000);
    slow.drain(Infinity);
    expect(gone).not.toHaveBeenCalled();
    jest.advanceTimersByTime(15_000);
    expect(gone).toHaveBeenCalledTimes(1);
    expect(streams.readers()).toBe(1);
  });
});
