// Does a page learn whose token it holds, and a stranger nothing?
import request from 'supertest';
import { TOKENS, anApi, anInstallation } from './an-api';

const ask = (token?: string) => {
  const asked = request(anApi().app).get('/api/v1/me');
  return token ? asked.set('authorization', `Bearer ${token}`) : asked;
};

describe('GET /api/v1/me', () => {
  it('says who a person\'s token belongs to, with their roles', async () => {
    const { status, body, headers } = await ask(TOKENS.paula);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: 'paula', name: expect.any(String), roles: expect.arrayContaining(['product-owner']) });
    expect(Object.keys(body as object).sort()).toEqual(['id', 'kind', 'name', 'roles', 'scopes']);
    expect(headers['cache-control']).toBe('no-store');
  });

  it('refuses no token and an unknown one alike, and says what to do', async () => {
    const answers = [await ask(), await ask('not-a-token')];
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect(body).toMatchObject({ detail: expect.any(String), advice: expect.any(String) });
    }
  });

  it('says of a program\'s token that it is a program\'s', async () => {
    const { status, body } = await ask(TOKENS.hook);
    expect(status).toBe(200);
    expect(body).toEqual({ kind: 'program', id: 'git-hook', name: 'git-hook', roles: [], scopes: ['read', 'push'] });
  });

  it('refuses the token of somebody who has left the team', async () => {
    const installation = anInstallation();
    const { app } = anApi({ installation: { ...installation, team: installation.team.filter(({ id }) => id !== 'paula') } });
    expect((await request(app).get('/api/v1/me').set('authorization', `Bearer ${TOKENS.paula}`)).status).toBe(401);
  });
});
