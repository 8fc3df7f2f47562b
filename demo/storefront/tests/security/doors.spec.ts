// Do headers, forms and refusals give anything away?
import { CUSTOMER, PASSWORD } from '../support/customers';
import { quickestAnswerMs } from '../support/quickest-answer';
import { expect, test } from '../support/shop';

test.describe('headers', () => {
  test('browsers are told what our pages may do', async ({ request }) => {
    const headers = (await request.get('/login')).headers();
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['strict-transport-security']).toContain('max-age=');
    expect(headers['referrer-policy']).toBe('same-origin');
  });

  test('the server does not say what it is made of', async ({ request }) => {
    expect((await request.get('/')).headers()).not.toHaveProperty('x-powered-by');
  });
});

test.describe('forms', () => {
  for (const [header, value] of [['origin', 'https://evil.example'], ['sec-fetch-site', 'cross-site']] as const) {
    test(`a login sent from another site is refused by its ${header}`, async ({ request }) => {
      const answer = await request.post('/login', { form: { email: CUSTOMER, password: PASSWORD }, headers: { [header]: value }, maxRedirects: 0 });
      expect(answer.status()).toBe(403);
    });
  }

  test('what was typed comes back as text and never as HTML', async ({ request }) => {
    const answer = await request.post('/login', { form: { email: '"><script>alert(1)</script>', password: 'x' } });
    expect(await answer.text()).not.toContain('<script>');
  });

  test('quotes in the e-mail do not reach the database as SQL', async ({ request }) => {
    const answer = await request.post('/login', { form: { email: `' or 1=1 --@example.com`, password: PASSWORD }, maxRedirects: 0 });
    expect(answer.status()).toBe(401);
  });
});

test.describe('refusals', () => {
  test('say the same for an unknown e-mail and a wrong password', async ({ request }) => {
    const texts = [];
    for (const email of [CUSTOMER, 'nobody.2@example.com']) {
      const answer = await request.post('/login', { form: { email, password: 'not-the-password' } });
      texts.push(`${answer.status()} ${(await answer.text()).replaceAll(email, '')}`);
    }
    expect(texts[0]).toBe(texts[1]);
  });

  test('take as long for an unknown e-mail as for a wrong password', async ({ request }) => {
    const known = await quickestAnswerMs(request, CUSTOMER);
    const unknown = await quickestAnswerMs(request, 'nobody@example.com');
    expect(unknown, `${unknown} ms for an unknown e-mail, ${known} ms for a wrong password`).toBeGreaterThan(known / 3);
  });
});
