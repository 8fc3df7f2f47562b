// A worker of its own process for the test that kills one: starts a run and stays with it. Arguments: state folder, store, order as JSON.
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { filename, jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } });
  module._compile(code, filename);
};

const { createFileStore } = require('../../../integrations/file-store/index.ts');
const { createProcessRunner } = require('../../../integrations/processes/check-runner.ts');

const [stateFolder, store, order, sandbox] = process.argv.slice(2);
const runner = createProcessRunner({ stateFolder, logs: createFileStore(store), sandbox });
void runner.run(JSON.parse(order), { signal: new AbortController().signal, onProgress: () => undefined });
