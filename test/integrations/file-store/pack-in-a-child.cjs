// Packs a folder in a process of its own, and prints the digest: node pack-in-a-child.cjs <store> <folder>
require('../../support/typescript.cjs');
const { createFileStore } = require('../../../integrations/file-store');

const [store, folder] = process.argv.slice(2);
createFileStore(store).pack(folder).then(({ digest }) => process.stdout.write(digest));
