// Beside typescript.cjs: a room that a program loads late, by the file that it is built to, is found as its source.
const Module = require('node:module');

const resolve = Module._resolveFilename;
Module._resolveFilename = function resolveSource(request, ...rest) {
  const isLate = /^\.{1,2}\/.*\/(workbench|mcp)\/index\.js$/.test(request);
  return resolve.call(this, isLate ? request.replace(/\.js$/, '.ts') : request, ...rest);
};
