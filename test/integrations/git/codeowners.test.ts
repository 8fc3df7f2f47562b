// Whose file is it? The examples of GitHub's documentation, and where a .gitignore would say otherwise.
import { ownersBy } from '../../../integrations/git/codeowners';

function owners(text: string, path: string): string[] {
  return ownersBy(text)(path);
}

it.each([
  ['*', 'any/file.ts', true],
  ['*.js', 'deep/in/a.js', true],
  ['*.js', 'a.jsx', false],
  ['/build/logs/', 'build/logs/a/b.txt', true],
  ['/build/logs/', 'x/build/logs/a.txt', false],
  ['docs/*', 'docs/start.md', true],
  ['docs/*', 'docs/build/trouble.md', false],
  ['docs/*', 'x/docs/start.md', false],
  ['apps/', 'x/apps/y/z', true],
  ['apps/', 'apps', false],
  ['/docs/', 'docs/a', true],
  ['**/logs', 'build/logs/a', true],
  ['**/logs', 'logs', true],
  ['/apps/github', 'apps/github/x.ts', true],
  ['/*', 'a.txt', true],
  ['/*', 'src/a.txt', false],
  ['/src/**', 'src/a/b', true],
  ['/src/**/test.ts', 'src/test.ts', true],
  ['/src/**/test.ts', 'src/a/b/test.ts', true],
  ['README.md', 'docs/README.md', true],
  ['/README.md', 'readme.md', false],
  ['a?.ts', 'ab.ts', true],
  ['a.ts', 'axts', false],
  ['!secret.ts', 'secret.ts', false],
  ['[ab].ts', 'a.ts', false],
])('%s and %s: %s', (pattern, path, owned) => {
  expect(owners(`${pattern} @owner`, path)).toEqual(owned ? ['@owner'] : []);
});

it('lets the last line that matches decide', () => {
  const text = '* @all\n*.ts @code # a comment\n\n# another\n/src/ a@b.example @org/team\r\n/src/free.ts\n';
  expect(owners(text, 'x.md')).toEqual(['@all']);
  expect(owners(text, 'x.ts')).toEqual(['@code']);
  expect(owners(text, 'src/x.ts')).toEqual(['a@b.example', '@org/team']);
  expect(owners(text, 'src/free.ts')).toEqual([]);
});
