// The two files as a team writes them, whole and valid; a test changes the lines it is about.

export const PIPELINE = `service: storefront
stories:
  - id: LOGIN-1
    story: As a customer I log in with my e-mail, however I type it
    criteria:
      - text: A registered e-mail is accepted in any letter case
        tests: ["login › accepts the e-mail in any letter case"]
build: { run: npm ci && npm run build, artifact: dist, timeout: 10m }
stages:
  functional:
    checks:
      - name: login
        run: npm run test:e2e
        report: { junit: results/junit.xml }
        matrix: { device: [desktop-chrome, ipad], environment: [current-data, legacy-data] }
  performance:
    checks:
      - name: login-under-load
        run: npm run test:load
        report: { k6: results/summary.json }
        thresholds:
          "http_req_duration p(95)": { max: 250ms, regression: 20% }
          "http_req_failed rate": { max: 1% }
  security:
    checks:
      - { name: static, run: npm run test:static, report: { sarif: results/static.sarif }, ratchet: new, from: warning }
signOff: { roles: [operations-engineer], approvals: 1, expires: 8h }
deploy: { environment: production, target: processes, start: node server.js, health: /health }
verify: { run: npm run test:smoke, report: { junit: results/smoke.xml }, alertClears: 5m }
watch: { for: 1h, objective: 99.5%, query: bad_share, onBurn: rollback }
`;

export const INSTALLATION = `name: The storefront's team
team:
  - { id: paula, name: Paula, roles: [product-owner], emails: [paula@storefront.example] }
  - { id: maya, name: Maya, roles: [developer], emails: [maya@storefront.example], handles: ["@maya"] }
  - { id: olga, name: Olga, roles: [operations-engineer] }
tokens:
  - { sha256: ${'a'.repeat(64)}, person: olga }
  - { sha256: ${'b'.repeat(64)}, program: git-hook }
services:
  - name: storefront
    repository: /srv/git/storefront.git
    address: https://shop.example
    alerts: [{ labels: { job: storefront } }]
    impact:
      - { name: logins refused, unit: share, query: refused_share, headline: true, troubleAbove: 0.1, severity: { high: 0.05 } }
      - { name: customers affected, unit: customers, query: refused_customers }
    owners: [maya]
    checkEnvironment: { TEST_DATABASE_URL: "\${TEST_DATABASE_URL}", FLAG: on }
    deployEnvironment: { SESSION_SECRET: "\${SESSION_SECRET}" }
integrations:
  alertSources: [alertmanager]
  monitoring: { use: prometheus, url: "http://\${PROMETHEUS_HOST}:9090" }
  sourceControl: { use: git }
  checkRunner: { use: processes }
  deployers: [{ use: processes, folder: /srv/releases, ports: { from: 4100, to: 4119 } }]
  evidence: { use: file-store, folder: /srv/evidence }
  archive: { use: postgres, url: "\${DATABASE_URL}" }
policies: { assignWithin: 5m }
`;

export const ENVIRONMENT = {
  TEST_DATABASE_URL: 'postgres://test:t0psecret@db/test', SESSION_SECRET: 'a long secret', PROMETHEUS_HOST: 'prometheus', DATABASE_URL: 'postgres://dayshift:pa%24s@db/archive',
};

/** The text with one passage replaced; the passage must be there. */
export function changed(text: string, passage: string, by: string): string {
  if (!text.includes(passage)) throw new Error(`The file does not hold: ${passage}`);
  return text.replace(passage, () => by);
}
