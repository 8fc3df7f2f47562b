// Lets the whole command line be started from its sources, with what it loads late: node --require this-file cli/main.ts
require('../support/typescript.cjs');
const Module = require('node:module');

const resolve = Module._resolveFilename;
Module._resolveFilename = function resolveSource(request, ...more) {
  return resolve.call(this, request.replace(/\/workbench\/index\.js$/, '/workbench/index.ts'), ...more);
};
