// What happens to a reader who does not read? It gets the latest of each thing when it does, and nothing piles up for it.
import { EventEmitter } from 'node:events';
import type { Request, Response } from 'express';
import { openEventStream } from '../../api/live/event-stream';
import { frame, passingFrame } from '../../api/live/frame';

/** A response whose reader takes only when it is told to. */
class SlowResponse extends EventEmitter {
  written: string[] = [];
  writableNeedDrain = false;
  fullAfter = Infinity;
  status() { return this; }
  set() { return this; }
  flushHeaders(): void { /* nothing is sent */ }
  end(): void { this.emit('close'); }
  write(text: string): boolean {
    this.written.push(text);
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

function aStream(headers: Record<string, string> = {}) {
  const response = new SlowResponse();
  const stream = openEventStream({ get: (name: string) => headers[name] } as unknown as Request, response as unknown as Response);
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
