// Is a trace read from what anybody may have sent, and does a run keep its span in every replay?
import { readCarrier, spanIdOfRun, under } from '../../src/domain/trace';

const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

test('what a header holds is read as far as it is a trace', () => {
  expect(readCarrier({ traceparent: TRACEPARENT, tracestate: 'a=b', incident: 'shop.login.1', service: 'shop', summary: 'Build', baggage: 'x', more: 1 }))
    .toEqual({ traceparent: TRACEPARENT, tracestate: 'a=b', incident: 'shop.login.1', service: 'shop', summary: 'Build' });
  expect(readCarrier({ traceparent: TRACEPARENT, tracestate: 7 })).toEqual({ traceparent: TRACEPARENT });
});

test.each([undefined, null, 'text', 7, [], {}, { traceparent: 7 }, { traceparent: '' }, { traceparent: `${TRACEPARENT}\n` }, { traceparent: TRACEPARENT.toUpperCase() }, { tracestate: 'a=b' }])('%j is no trace', (value) => {
  expect(readCarrier(value)).toBeUndefined();
});

test('under another span, the trace and its flags stay', () => {
  expect(under(TRACEPARENT, '1111111111111111')).toBe('00-4bf92f3577b34da6a3ce929d0e0e4736-1111111111111111-01');
  expect(under(TRACEPARENT.replace(/01$/, '00'), '1111111111111111')).toMatch(/-00$/);
});

test('a run has one span, and never the one that means none', () => {
  expect(spanIdOfRun('0193a6c4-0f0e-7a51-9c1e-5d9b1f2a3b4c')).toBe('9c1e5d9b1f2a3b4c');
  expect(spanIdOfRun('00000000-0000-0000-0000-000000000000')).toBe('0000000000000001');
  expect(spanIdOfRun('short')).toBe('0000000000000001');
});
