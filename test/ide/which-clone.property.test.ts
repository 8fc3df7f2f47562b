// Whatever the host, the path and the way to it: the same repository is recognised, another never is.
import fc from 'fast-check';
import { isSamePlace, placeOf } from '../../clone/remote-address';
import { whichClone } from '../../clone/which-clone';

const segment = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,11}$/);
const host = fc.tuple(segment, segment).map((parts) => parts.join('.'));
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const end = fc.constantFrom('', '/', '.git', '.git/');
const user = fc.constantFrom('', 'git@', 'maya:secret@', 'x-token-auth:abc@');

const written = (at: string, to: string) => fc.tuple(fc.constantFrom('https', 'http', 'ssh', 'git', 'git+ssh', 'scp'), user, end, fc.boolean()).map(([scheme, who, behind, loud]) => {
  const name = loud ? at.toUpperCase() : at;
  return scheme === 'scp' ? `${who.includes(':') ? 'git@' : who}${name}:${to}${behind}` : `${scheme}://${who}${name}/${to}${behind}`;
});

it('two ways to write one repository are one', () => {
  fc.assert(fc.property(fc.tuple(host, path).chain(([at, to]) => fc.tuple(written(at, to), written(at, to))), ([left, right]) => {
    expect(isSamePlace(placeOf(left), placeOf(right))).toBe(true);
  }));
});

it('another host or path is never the same', () => {
  fc.assert(fc.property(fc.tuple(host, path, host, path).filter(([at, to, at2, to2]) => at !== at2 || to !== to2).chain(([at, to, at2, to2]) => fc.tuple(written(at, to), written(at2, to2))), ([left, right]) => {
    expect(isSamePlace(placeOf(left), placeOf(right))).toBe(false);
  }));
});

it('any text at all is read without an error, and is the same as itself or nothing', () => {
  fc.assert(fc.property(fc.string(), (text) => {
    const place = placeOf(text);
    expect(isSamePlace(place, place)).toBe(place !== undefined);
  }));
});

it('what is found is one of the clones, by a remote of its own, in whatever order they come', () => {
  const clones = fc.uniqueArray(fc.record({ folder: segment.map((name) => `/work/${name}`), url: fc.constantFrom('https://h.example/a/b', 'git@h.example:a/b.git', 'https://h.example/a/c') }), { selector: ({ folder }) => folder, maxLength: 5 });
  fc.assert(fc.property(clones, (some) => {
    const all = some.map(({ folder, url }) => ({ folder, remotes: [{ name: 'origin', urls: [url] }] }));
    const fitting = some.filter(({ url }) => url !== 'https://h.example/a/c').length;
    const wanted = { repository: 'https://h.example/a/b', branch: 'incident/x' };
    expect(whichClone(all, wanted).kind).toBe(fitting === 0 ? 'none' : fitting === 1 ? 'one' : 'several');
    expect(whichClone([...all].reverse(), wanted).kind).toBe(whichClone(all, wanted).kind);
  }));
});
