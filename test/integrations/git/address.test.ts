// Is an address read as git reads it, and shown without what opens it?
import { isLocal, isRemote, resolveAddress, withoutCredentials } from '../../../integrations/git/address';

test.each([
  ['https://git.example/shop/app.git', '../lib.git', 'https://git.example/shop/lib.git'],
  ['https://git.example/shop/app.git/', '../../tools/lib', 'https://git.example/tools/lib'],
  ['https://git.example/shop/app.git', './lib', 'https://git.example/shop/app.git/lib'],
  ['ssh://git@git.example:2222/shop/app', '../lib', 'ssh://git@git.example:2222/shop/lib'],
  ['git@git.example:shop/app.git', '../lib.git', 'git@git.example:shop/lib.git'],
  ['git@git.example:app.git', '../lib.git', 'git@git.example:lib.git'],
  ['/srv/git/app', '../lib', '/srv/git/lib'],
  ['file:///srv/git/app', '../lib', 'file:///srv/git/lib'],
  ['https://git.example/shop/app.git', 'https://other.example/lib', 'https://other.example/lib'],
  ['/srv/git/app', '/srv/elsewhere', '/srv/elsewhere'],
])('in %s the address %s means %s', (repository, written, meant) => {
  expect(resolveAddress(repository, written)).toBe(meant);
});

test.each(['https://git.example/a', 'http://git.example/a', 'ssh://git@git.example/a', 'git://git.example/a', 'git@git.example:a/b.git', 'git.example:a'])('%s is of another machine', (address) => {
  expect([isRemote(address), isLocal(address)]).toEqual([true, false]);
});

test.each(['/srv/git/a', 'a/b', './a', 'file:///srv/git/a', 'FILE:///srv/git/a'])('%s is of this machine', (address) => {
  expect([isRemote(address), isLocal(address)]).toEqual([false, true]);
});

test.each(['ext::sh -c true', 'fd::17', 'ftp://git.example/a', 'https:///a'])('%s is reached by no way that is taken', (address) => {
  expect(isRemote(address)).toBe(false);
});

test.each([
  ['fatal: https://maya:hunter22@git.example/a: not found', 'fatal: https://***@git.example/a: not found'],
  ['https://ghp_0123456789@git.example/a', 'https://***@git.example/a'],
  ['ssh://git@git.example/a and http://x:y@z/', 'ssh://***@git.example/a and http://***@z/'],
  ['https://git.example/maya@shop', 'https://git.example/maya@shop'],
])('%s is shown as %s', (text, shown) => {
  expect(withoutCredentials(text)).toBe(shown);
});
