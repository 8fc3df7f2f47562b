// A real OpenID provider for tests, in a process of its own: its accounts come as an argument, anybody may sign in by naming one of them.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const { client, accounts, port = 0 } = JSON.parse(process.argv[2] ?? '{}');
const listening = { callback: undefined };

const server = createServer((request, response) => listening.callback(request, response));
await new Promise((resolve) => { server.listen(port, '127.0.0.1', resolve); });
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  clients: [client],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
  scopes: ['openid', 'profile', 'email', 'groups'],
  pkce: { required: () => true },
  cookies: { keys: ['only for tests'] },
  features: { devInteractions: { enabled: true } },
  findAccount: (_context, id) => (accounts[id] ? { accountId: id, claims: () => ({ sub: id, ...accounts[id] }) } : undefined),
});
listening.callback = provider.callback();
process.stdout.write(`${issuer}\n`);
