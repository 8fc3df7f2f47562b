// Does a person see and end their own tokens and nobody else's, and can whoever has a token be rid of it?
import { TOKENS } from './an-api';
import { anAccess } from './access-of';

type Api = ReturnType<typeof anAccess>;
interface Made { secret: string; credential: { id: string } }

const make = async (api: Api, body: object): Promise<Made> => (await api.asToken(TOKENS.paula).post('/tokens', { name: 'a laptop', ...body })).body as Made;

describe('one\'s own tokens', () => {
  it('are listed, without a secret and without those of others', async () => {
    const api = anAccess();
    const { credential } = await make(api, { person: 'maya' });
    await make(api, { person: 'olga' });
    const { status, body, headers } = await api.asToken(TOKENS.maya).get('/me/tokens');
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(body.credentials.map(({ id, from, person }: Record<string, string>) => [id, from, person])).toEqual([[credential.id, 'made', 'maya'], [expect.stringMatching(/^file-/), 'file', 'maya']]);
    expect(JSON.stringify(body)).not.toMatch(/sha256|[0-9a-f]{32}/);
  });

  it('are ended by their person, with their sessions', async () => {
    const api = anAccess();
    const { secret, credential } = await make(api, { person: 'maya' });
    const cookie = await api.signIn(secret);
    expect((await api.asToken(TOKENS.maya).delete(`/me/tokens/${credential.id}`)).body).toEqual({ accepted: true, text: 'Ended: a laptop.' });
    expect([(await api.asToken(secret).get('/me')).status, (await api.asPage(cookie).get('/me')).status]).toEqual([401, 401]);
    expect((await api.asToken(TOKENS.maya).delete(`/me/tokens/${credential.id}`)).body.text).toBe('a laptop had ended before.');
    expect(await api.audited({ action: 'endMyToken' })).toMatchObject([{ who: 'person maya' }, { who: 'person maya' }]);
  });

  it('of somebody else are not found, and one of dayshift.yaml is ended there', async () => {
    const api = anAccess();
    const { secret, credential } = await make(api, { person: 'olga' });
    expect((await api.asToken(TOKENS.maya).delete(`/me/tokens/${credential.id}`)).status).toBe(404);
    expect((await api.asToken(secret).get('/me')).status).toBe(200);
    const { body: { credentials: [own] } } = await api.asToken(TOKENS.maya).get('/me/tokens');
    expect((await api.asToken(TOKENS.maya).delete(`/me/tokens/${own.id}`)).status).toBe(409);
    expect((await api.asToken(TOKENS.olga).delete(`/me/tokens/${own.id}`)).status).toBe(404);
  });

  it('are nothing for one that reads only, for a program or for a stranger', async () => {
    const api = anAccess();
    const { secret } = await make(api, { person: 'maya', scopes: ['read'] });
    expect([(await api.asToken(secret).get('/me/tokens')).status, (await api.asToken(TOKENS.hook).get('/me/tokens')).status, (await api.anybody.get('/me/tokens')).status]).toEqual([403, 403, 401]);
  });
});

describe('the token that calls', () => {
  it.each([[{ person: 'maya' }], [{ person: 'maya', scopes: ['read'] }], [{ person: 'maya', scopes: ['read', 'assist'] }], [{ program: 'nightly' }]])('is ended by itself: %j', async (holder) => {
    const api = anAccess();
    const { secret } = await make(api, holder);
    expect((await api.asToken(secret).delete('/me/token')).body).toEqual({ accepted: true, text: 'Ended: a laptop.' });
    expect((await api.asToken(secret).delete('/me/token')).status).toBe(401);
  });

  it('stays when dayshift.yaml names it or others have it too, and the answer says so', async () => {
    const api = anAccess();
    const { body: { secret } } = await api.asToken(TOKENS.paula).post('/links', { name: 'the board' });
    const answers = [await api.asToken(TOKENS.maya).delete('/me/token'), await api.asToken(secret).delete('/me/token')];
    expect(answers.map(({ status, body }) => [status, body.accepted as boolean])).toEqual([[200, false], [200, false]]);
    expect([(await api.asToken(TOKENS.maya).get('/me')).status, (await api.asToken(secret).get('/me')).status]).toEqual([200, 200]);
  });

  it('of a page is its session', async () => {
    const api = anAccess();
    const cookie = await api.signIn(TOKENS.maya);
    expect((await api.asPage(cookie).delete('/me/token')).body).toEqual({ accepted: true, text: 'Signed out.' });
    expect((await api.asPage(cookie).get('/me')).status).toBe(401);
  });
});
