// Do names keep apart what differs, and stay what they were for what is plain?
import fc from 'fast-check';
import { fairnessKey, incidentId, incidentWorkflowId, logId, parseIncidentId, shortHash } from '../../src/domain/ids';

const plainName = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_-]{0,60}[A-Za-z0-9_]$/).filter((text) => !/(^|-)[0-9a-f]{12}$/.test(text));
const anyText = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.string({ minLength: 70, maxLength: 200 }), plainName);
/** Two texts that a careless slug would take for one. */
const alike = fc.oneof(
  fc.tuple(plainName, fc.constantFrom(' ', '/', '.', '=', ' -', 'ü')).map(([text, sign]): [string, string] => [`${text}${sign}x`, `${text}-x`]),
  fc.tuple(fc.string({ minLength: 80, maxLength: 90, unit: fc.constantFrom('a', 'b') }), plainName, plainName).map(([long, a, b]): [string, string] => [long + a, long + b]),
  fc.tuple(plainName, anyText).map(([a, b]): [string, string] => [`${a}-${shortHash(b)}`, b]),
  anyText.map((text): [string, string] => [text, incidentWorkflowId('s', text).slice('incident.s.'.length)]),
  fc.tuple(anyText, anyText).map(([a, b]): [string, string] => [a, b]),
);

test('two causes never share a workflow, however alike they read', () => {
  fc.assert(fc.property(alike, ([one, other]) => {
    expect(incidentWorkflowId('storefront', one) === incidentWorkflowId('storefront', other)).toBe(one === other);
  }), { numRuns: 2000 });
});

test('two hundred long and odd causes are two hundred workflows', () => {
  const causes = Array.from({ length: 200 }, (_, at) => `${'The login of customers in the region is refused more often than it may be: '.repeat(2)}${at % 2 ? '/' : '='}${at}`);
  expect(new Set(causes.map((cause) => incidentWorkflowId('storefront', cause))).size).toBe(200);
});

test('what is plain already stays as people know it', () => {
  expect(incidentWorkflowId('storefront', 'LoginRefused')).toBe('incident.storefront.LoginRefused');
  fc.assert(fc.property(plainName, (text) => {
    expect(incidentWorkflowId('storefront', text)).toBe(`incident.storefront.${text}`);
  }));
});

test('whatever the cause, the id of its incident can be read back', () => {
  fc.assert(fc.property(anyText, fc.uuid(), (cause, runId) => {
    const workflowId = incidentWorkflowId('storefront', cause);
    expect(parseIncidentId(incidentId(workflowId, runId))).toEqual({ workflowId, runPrefix: runId.replace(/-/g, '').slice(0, 8) });
    expect(workflowId.length).toBeLessThan(130);
  }));
});

test('the hash is the same in every release: running incidents are found by it', () => {
  expect([shortHash(''), shortHash('LoginRefused region=eu'), shortHash('日本')]).toMatchInlineSnapshot(`
[
  "64139747b28c",
  "5b1a05b1f29f",
  "1669cbb559d0",
]
`);
});

test('a log keeps the name that it had', () => {
  expect(logId('storefront.LoginRefused.1a2b3c4d', 1, 'functional/login/device=ipad,environment=legacy-data')).toBe('storefront.LoginRefused.1a2b3c4d/1/functional/login/device-ipad-environment-legacy-data');
});

test('the key by which incidents take turns is short enough for Temporal, however long an incident\'s id is', () => {
  fc.assert(fc.property(anyText, fc.uuid(), (cause, runId) => {
    expect(Buffer.byteLength(fairnessKey(incidentId(incidentWorkflowId('storefront', cause.repeat(3)), runId)))).toBeLessThanOrEqual(64);
  }));
});
