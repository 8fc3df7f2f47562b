// Whatever fires and whatever is the incident's own: nothing of its own is shown beside it, nothing else is lost below the limit.
import fc from 'fast-check';
import { linksOf, togetherWith } from '../../src/domain/related';
import { at } from '../support/builders';

const labels = fc.dictionary(fc.constantFrom('service', 'instance', 'region'), fc.constantFrom('a', 'b'));
const name = fc.constantFrom('LoginRefused', 'Slow', 'Down');
const own = fc.array(fc.record({ name, labels }), { maxLength: 4 });
const firing = fc.array(fc.record({ name, labels, since: fc.oneof(fc.constant(''), fc.nat(1000).map((second) => at(second))) }), { maxLength: 19 });

test('an alert that fires is shown exactly when it is none of the incident\'s', () => {
  fc.assert(fc.property(firing, own, (alerts, ours) => {
    const shown = togetherWith(alerts, ours, 'a');
    const isOurs = (one: { name: string; labels: Record<string, string> }) => ours.some((two) =>
      one.name === two.name && Object.keys({ ...one.labels, ...two.labels }).every((label) => !(label in one.labels) || !(label in two.labels) || one.labels[label] === two.labels[label]));
    expect(shown).toHaveLength(alerts.filter((alert) => !isOurs(alert)).length);
    expect(shown.some(isOurs)).toBe(false);
  }));
});

test('the order does not depend on the order in which they were told, and the same service goes before', () => {
  const distinct = fc.uniqueArray(fc.record({ name, labels, since: fc.nat(100_000).map((second) => at(second)) }), { selector: ({ since }) => since, maxLength: 19 });
  fc.assert(fc.property(distinct, (alerts) => {
    const shown = togetherWith(alerts, [], 'a');
    expect(togetherWith([...alerts].reverse(), [], 'a')).toEqual(shown);
    const isService = shown.map((alert) => alert.labels['service'] === 'a');
    expect(isService).toEqual([...isService].sort((one, two) => Number(two) - Number(one)));
  }));
});

test('no address is linked twice, and the service\'s stay first', () => {
  const link = fc.record({ title: fc.constantFrom('x', 'y'), url: fc.constantFrom('https://a.example', 'https://b.example', 'https://c.example') });
  fc.assert(fc.property(fc.array(link), fc.array(fc.record({ links: fc.array(link) })), (service, alerts) => {
    const urls = linksOf(service, alerts).map(({ url }) => url);
    expect(new Set(urls).size).toBe(urls.length);
    expect(urls).toEqual([...new Set([...service, ...alerts.flatMap(({ links }) => links)].map(({ url }) => url))]);
  }));
});
