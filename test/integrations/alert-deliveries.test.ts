// Is each delivery that a vendor sends understood, with its headers as well as kept in a file without them?
import { Alert } from '../../src/contracts/alert';
import { DELIVERIES, everySource, sample } from './alert-deliveries';

const sources = everySource();

test.each(DELIVERIES)('$file becomes $became', ({ use, file, headers, became, ignored }) => {
  const decoded = sources.get(use)?.decode(sample(file), headers);
  expect(decoded?.alerts.map(({ status, name }) => `${status} ${name}`)).toEqual(became);
  expect(decoded?.ignored).toHaveLength(ignored);
  for (const alert of decoded?.alerts ?? []) {
    expect(Alert.parse(alert)).toEqual(alert);
    expect(alert.source).toBe(use);
  }
  for (const { fingerprint, name, why } of decoded?.ignored ?? []) expect([fingerprint, name, why]).not.toContain('');
});

test.each(DELIVERIES.filter(({ headers }) => headers['ce-id'] === undefined))('$file is the same without its headers', ({ use, file, headers }) => {
  const source = sources.get(use);
  const [kept, sent] = [source?.decode(sample(file), {}), source?.decode(sample(file), headers)];
  expect(kept?.alerts.map(({ fingerprint, status }) => [fingerprint, status])).toEqual(sent?.alerts.map(({ fingerprint, status }) => [fingerprint, status]));
  expect(kept?.ignored).toEqual(sent?.ignored);
});

test('everything but issues and mapped events without a status tells its end', () => {
  expect([...sources].filter(([, { alwaysEnds }]) => !alwaysEnds).map(([name]) => name)).toEqual(['sentry']);
});
