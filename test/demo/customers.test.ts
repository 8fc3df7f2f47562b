// Are production's customers the ones that the day needs? A third of them older than release 1.4.0, everybody somebody else.
import { BROWSER_CUSTOMER, CUSTOMERS, demoCustomer, smokeEnvironment } from '../../demo/customers';

const everybody = Array.from({ length: CUSTOMERS }, (_, index) => demoCustomer(index + 1));

test('no two customers differ by letter case only', () => {
  expect(new Set(everybody.map(({ email }) => email.toLowerCase())).size).toBe(CUSTOMERS);
});

test('a third of the customers have capitals in their e-mail, the others none', () => {
  const legacy = everybody.filter(({ email }) => email !== email.toLowerCase());
  expect(legacy).toEqual(everybody.filter((customer) => customer.legacy));
  expect(legacy.length / CUSTOMERS).toBeCloseTo(1 / 3, 2);
});

test('the customer in the browser and those of the smoke test are among the refused', () => {
  const refused = new Set(everybody.filter(({ legacy }) => legacy).map(({ email }) => email));
  const asked = smokeEnvironment().SMOKE_EMAIL.split(',');
  expect(asked[0]).toBe(BROWSER_CUSTOMER.email);
  for (const email of asked) expect(refused).toContain(email);
});
