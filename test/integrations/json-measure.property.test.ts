// Is a JSON text measured as it is parsed: how deep, how many values at most counted, closed or cut short?
import fc from 'fast-check';
import { measureJson } from '../../integrations/json-measure';

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

function brackets(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, inner) => sum + brackets(inner), 1 + Math.max(0, Object.keys(value).length - 1));
}

it('says the depth and the values of whatever JSON writes', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, space) => {
    expect(measureJson(JSON.stringify(value, null, space))).toEqual({ deepest: depthOf(value), values: brackets(value), isOpen: false });
  }));
});

it('says that a text which was cut within a bracket is open', () => {
  fc.assert(fc.property(fc.array(fc.jsonValue()), fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (value, share) => {
    const whole = JSON.stringify(value);
    const part = whole.slice(0, 1 + Math.floor((whole.length - 1) * share));
    expect(measureJson(part).isOpen).toBe(part !== whole);
  }));
});
