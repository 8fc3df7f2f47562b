// Is the right clone found, however its remote is written?
import { isSamePlace, placeOf, shownAddress } from '../../clone/remote-address';
import { whichClone } from '../../clone/which-clone';
import type { Clone } from '../../clone/which-clone';

const BRANCH = 'incident/storefront.LoginRefused.1a2b3c4d';

function aClone(folder: string, url: string, change: Partial<Clone> = {}): Clone {
  return { folder, remotes: [{ name: 'origin', urls: [url] }], branch: 'main', ...change };
}

describe('one repository', () => {
  it.each([
    ['https://git.example.org/acme/shop.git', 'git@git.example.org:acme/shop.git'],
    ['https://git.example.org/acme/shop', 'ssh://git@GIT.example.org:22/acme/shop.git/'],
    ['https://maya:dayshift_token@git.example.org:443/acme/shop', 'https://git.example.org/acme/shop.git'],
    ['https://git.example.org:3000/acme/shop.git', 'ssh://git@git.example.org:2222/acme/shop.git'],
    ['git+ssh://git.example.org/acme/shop', 'git.example.org:acme/shop'],
    ['ssh://deploy@git.example.org/srv/git/shop.git', 'deploy@git.example.org:/srv/git/shop.git'],
    ['git://git.example.org/acme/shop', 'http://git.example.org/acme/shop'],
    ['git@[2001:db8::1]:acme/shop.git', 'ssh://git@[2001:DB8::1]/acme/shop'],
    ['/srv/git/shop.git', 'file:///srv/git/shop.git'],
    ['/srv/git/shop', '/srv/git/./shop.git/'],
    ['/srv/work/shop/.git', '/srv/work/shop'],
    ['/srv/git/my shop.git', 'file:///srv/git/my%20shop.git'],
    ['C:\\git\\shop.git', 'file:///c:/git/shop'],
  ])('%s is %s', (left, right) => {
    expect(isSamePlace(placeOf(left), placeOf(right))).toBe(true);
  });

  it.each([
    ['https://git.example.org/acme/shop', 'https://git.example.org/acme/shop2'],
    ['https://git.example.org/acme/shop', 'https://git.example.com/acme/shop'],
    ['https://git.example.org:3000/acme/shop', 'https://git.example.org:4000/acme/shop'],
    ['/srv/git/shop', 'git@srv:git/shop'],
    ['ext::sh -c true', 'ext::sh -c true'],
    ['', ''],
    ['https://', 'https://'],
  ])('%s is not %s', (left, right) => {
    expect(isSamePlace(placeOf(left), placeOf(right))).toBe(false);
  });
});

describe('which clone', () => {
  const repository = 'https://git.example.org/acme/shop.git';

  it('is the only one whose remote it is, whatever the remote is called', () => {
    const fork = aClone('/work/shop', 'git@git.example.org:maya/shop.git', { remotes: [{ name: 'origin', urls: ['git@git.example.org:maya/shop.git'] }, { name: 'upstream', urls: ['git@git.example.org:acme/shop.git'] }] });
    expect(whichClone([aClone('/work/other', 'https://git.example.org/acme/other'), fork], { repository, branch: BRANCH })).toEqual({ kind: 'one', found: { clone: fork, remote: 'upstream' } });
  });

  it('is none when no remote is it', () => {
    expect(whichClone([aClone('/work/other', 'https://git.example.org/acme/other')], { repository, branch: BRANCH })).toEqual({ kind: 'none' });
    expect(whichClone([], { repository, branch: BRANCH })).toEqual({ kind: 'none' });
  });

  it('is asked when two are it, unless one has the branch checked out', () => {
    const [one, two] = [aClone('/work/shop', repository), aClone('/work/shop-2', repository)];
    expect(whichClone([one, two], { repository, branch: BRANCH })).toMatchObject({ kind: 'several', found: [{ clone: one }, { clone: two }] });
    const there = { ...two, branch: BRANCH };
    expect(whichClone([one, there], { repository, branch: BRANCH })).toEqual({ kind: 'one', found: { clone: there, remote: 'origin' } });
  });

  it('counts a folder that is listed twice once', () => {
    expect(whichClone([aClone('/work/shop', repository), aClone('/work/shop', repository)], { repository, branch: BRANCH }).kind).toBe('one');
  });

  it('takes another case of letters only where nothing fits better', () => {
    const [loud, exact] = [aClone('/work/loud', 'https://git.example.org/Acme/Shop'), aClone('/work/exact', repository)];
    expect(whichClone([loud], { repository, branch: BRANCH })).toMatchObject({ kind: 'one', found: { clone: loud } });
    expect(whichClone([loud, exact], { repository, branch: BRANCH })).toMatchObject({ kind: 'one', found: { clone: exact } });
  });

  it('reads a remote that is a path beside the clone', () => {
    expect(whichClone([aClone('/work/shop', '../origin.git')], { repository: '/work/origin.git', branch: BRANCH }).kind).toBe('one');
  });

  it('goes by the branch alone when the incident tells no repository', () => {
    const there = aClone('/work/shop', repository, { branch: BRANCH });
    expect(whichClone([aClone('/work/other', repository), there], { repository: undefined, branch: BRANCH })).toMatchObject({ kind: 'one', found: { clone: there } });
    expect(whichClone([aClone('/work/other', repository)], { repository: undefined, branch: BRANCH })).toEqual({ kind: 'none' });
  });
});

it('an address is shown without its credentials', () => {
  expect(shownAddress('https://maya:secret@git.example.org/acme/shop')).toBe('https://git.example.org/acme/shop');
});
