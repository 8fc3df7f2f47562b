// Does the public form work without script: clear faults, nothing typed lost, nothing typed taken for markup?
import request from 'supertest';
import { html } from '../../api/html';
import { formPage } from '../../api/report-page';
import { anApi } from './an-api';

const PAGE = '/report/storefront';
const TYPED = { tried: 'I logged in', happened: 'It said no', contact: 'carla@example.com' };
const post = (app: ReturnType<typeof anApi>['app'], fields: Record<string, string>, address = PAGE) => request(app).post(address).type('form').send(fields);

test('the form is a page of its own: labels, no script, no bundle, the door\'s policy kept', async () => {
  const { app } = anApi();
  const { text, headers } = await request(app).get(PAGE).expect(200);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(headers['content-security-policy']).toMatch(/^default-src 'self';/);
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
  expect(text).not.toMatch(/<script|<style| style=| on[a-z]+=/);
  for (const name of ['tried', 'happened', 'contact']) expect(text).toMatch(new RegExp(`<label for="${name}">`));
  expect(text).toContain('action="/report/storefront"');
  const style = await request(app).get('/report/style.css').expect(200);
  expect(style.headers['content-type']).toContain('text/css');
  expect(style.text).toContain('prefers-color-scheme: dark');
});

test('a report is thanked for with its reference, and the incident has heard of it', async () => {
  const { app, gateway } = anApi();
  const { text } = await post(app, TYPED).expect(200);
  const reference = /report-[0-9a-f]{16}/.exec(text)?.[0];
  const [row] = await gateway.openRows();
  expect((await gateway.view(row?.id ?? '')).alerts.open[0]?.fingerprint).toBe(reference);
  for (const typed of Object.values(TYPED)) expect(text).not.toContain(typed);
});

test('how to be reached is optional', async () => {
  const { app } = anApi();
  await post(app, { ...TYPED, contact: '  ' }).expect(200);
  await post(app, { tried: TYPED.tried, happened: TYPED.happened }).expect(200);
});

test('each fault stands beside its field, and what was typed stays', async () => {
  const { app, gateway } = anApi();
  const { text } = await post(app, { tried: 'no', happened: 'x'.repeat(2001), contact: 'carla@example.com' }).expect(422);
  expect(text).toContain('<p class="fault" id="tried-fault">Please write a few words.</p>');
  expect(text).toContain('<p class="fault" id="happened-fault">Please write less: at most 2000 letters.</p>');
  expect(text).not.toContain('id="contact-fault"');
  expect(text).toContain('role="alert"');
  expect(text).toMatch(/aria-describedby="tried-hint tried-fault" aria-invalid="true">\nno<\/textarea>/);
  expect(text).toContain('value="carla@example.com"');
  expect(await gateway.openRows()).toEqual([]);
});

test('a contact that is too long is said beside it', async () => {
  const { text } = await post(anApi().app, { ...TYPED, contact: 'x'.repeat(201) }).expect(422);
  expect(text).toContain('<p class="fault" id="contact-fault">Please write less: at most 200 letters.</p>');
});

test('what is typed stays text on the page', async () => {
  const evil = '</textarea><script>alert("1")</script>&amp;\n  second line';
  const { text } = await post(anApi().app, { tried: evil, happened: '', contact: '"><img src=x onerror=alert(1)>' }).expect(422);
  expect(text).not.toMatch(/<script|<img/);
  expect(text).toContain('&lt;/textarea&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;\n  second line</textarea>');
});

test('a robot that fills in what nobody sees is told so, and nothing is passed on', async () => {
  const { app, gateway } = anApi();
  const { text } = await post(app, { ...TYPED, website: 'https://spam.example' }).expect(422);
  expect(text).toContain('nobody can see');
  expect(text).toContain('I logged in</textarea>');
  expect(await gateway.openRows()).toEqual([]);
});

test.each([['GET', () => request(anApi().app).get('/report/checkout')], ['POST', () => post(anApi().app, TYPED, '/report/checkout')], ['GET of a strange name', () => request(anApi().app).get('/report/%3Cb%3E')]])(
  'a service without a form is answered with those that have one: %s', async (_, ask) => {
    const { text } = await ask().expect(404);
    expect(text).toContain('<a href="/report/storefront">storefront</a>');
    expect(text).not.toContain('<b>');
  },
);

test('without a name the services are listed', async () => {
  expect((await request(anApi().app).get('/report').expect(200)).text).toContain('href="/report/storefront"');
});

test('when it cannot be passed on, the customer is told and loses nothing', async () => {
  const { app, gateway, written } = anApi();
  gateway.silent = true;
  const { text } = await post(app, TYPED).expect(503);
  expect(text).toContain('could not be passed on');
  expect(text).toContain('I logged in</textarea>');
  expect(text).not.toContain('Temporal');
  expect(written.join('\n')).not.toContain(TYPED.tried);
});

test('too many at once are told when to come back, and keep what they typed', async () => {
  const { app } = anApi();
  for (let n = 0; n < 5; n += 1) await post(app, TYPED).expect(200);
  const { text, headers } = await post(app, TYPED).expect(429);
  expect(headers).toHaveProperty('retry-after');
  expect(text).toContain('5 reports from your address in a minute');
  expect(text).toContain('I logged in</textarea>');
});

test('a post that is no form, or too large a one, is a page too', async () => {
  const { app } = anApi();
  expect((await post(app, { ...TYPED, tried: 'x'.repeat(17_000) }).expect(413)).text).toContain('too long');
  expect((await request(app).post(PAGE).set('content-type', 'application/json').send('{"tried":"x"}').expect(422)).text).toContain('Please write a few words.');
  expect((await request(app).post(PAGE).set('content-type', 'application/x-www-form-urlencoded; charset=nonsense').send('a=b').expect(422)).text).toContain('could not be read');
});

test('a page from another site may not send it', async () => {
  await post(anApi().app, TYPED).set('origin', 'https://evil.example').expect(403);
});

test('every value is escaped, numbers and pieces are written, absent ones are nothing', () => {
  expect(html`<p title="${'"a" & <b>'}">${3}${undefined}${html`<i>${'<'}</i>`}${[html`1`, html`2`]}</p>`.text).toBe('<p title="&quot;a&quot; &amp; &lt;b&gt;">3<i>&lt;</i>12</p>');
  expect(formPage('a "service"')).toContain('action="/report/a%20%22service%22"');
});
