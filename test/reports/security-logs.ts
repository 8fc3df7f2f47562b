// Reports in the shapes that security tools write: each tool's own habits, shortened to what they are known by.
type Json = Record<string, unknown>;

export function aSarif(driver: Json, results: unknown, run: Json = {}): string {
  return JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [{ tool: { driver }, results, ...run }] });
}

/** CodeQL: no level of its own, severity at the rule of an extension, a fingerprint with the neighbours in it, a code flow. */
export function codeql(line: number, lineHash: string, over: Json = {}): string {
  const at = (startLine: number, startColumn: number, endColumn: number) => ({ artifactLocation: { uri: 'src/login.js', uriBaseId: '%SRCROOT%', index: 0 }, region: { startLine, startColumn, endColumn } });
  const result = {
    ruleId: 'js/code-injection', ruleIndex: 0, rule: { id: 'js/code-injection', index: 0, toolComponent: { index: 0 } },
    message: { text: 'This code execution depends on a [user-provided value](1).' },
    locations: [{ physicalLocation: at(line, 18, 44) }],
    partialFingerprints: { primaryLocationLineHash: lineHash, primaryLocationStartColumnFingerprint: '15' },
    codeFlows: [{ threadFlows: [{ locations: [{ location: { physicalLocation: at(line, 23, 36), message: { text: 'request.query' } } }, { location: { physicalLocation: at(line, 18, 44), message: { text: 'request.query.filter' } } }] }] }],
    relatedLocations: [{ id: 1, physicalLocation: at(line, 23, 36), message: { text: 'user-provided value' } }],
    ...over,
  };
  return aSarif({ name: 'CodeQL', organization: 'GitHub', semanticVersion: '2.23.0' }, [result], {
    tool: {
      driver: { name: 'CodeQL' },
      extensions: [{ name: 'codeql/javascript-queries', rules: [{ id: 'js/code-injection', defaultConfiguration: { enabled: true, level: 'error' }, properties: { 'security-severity': '9.3', tags: ['security', 'external/cwe/cwe-094'] } }] }],
    },
    artifacts: [{ location: { uri: 'src/login.js', uriBaseId: '%SRCROOT%', index: 0 } }],
    columnKind: 'utf16CodeUnits',
  });
}

/** gitleaks: the secret as snippet, or hidden; prints that tell of the commit, empty when no history was read; no level. */
export function gitleaks(...found: { line: number; secret: string; author?: string }[]): string {
  return aSarif({ name: 'gitleaks', semanticVersion: 'v8.0.0', informationUri: 'https://github.com/gitleaks/gitleaks', rules: [{ id: 'aws-access-token', name: 'aws', shortDescription: { text: 'Identified an access token' } }] },
    found.map(({ line, secret, author = '' }) => ({
      message: { text: 'aws-access-token has detected secret for file config.env.' }, ruleId: 'aws-access-token',
      locations: [{ physicalLocation: { artifactLocation: { uri: 'config.env' }, region: { startLine: line, startColumn: 9, endLine: line, endColumn: 29, snippet: { text: secret } } } }],
      partialFingerprints: { commitSha: author && 'c'.repeat(40), email: author && `${author}@storefront.example`, author, date: author && '2026-11-24T10:00:00Z', commitMessage: author && 'configuration' },
    })));
}

/** ZAP: the address that was asked, with the attack in it, and what the answer showed. */
export function zap(port: number, ...paths: string[]): string {
  return aSarif({ name: 'ZAP', semanticVersion: '2.16.1', guid: 'a', rules: [{ id: '40012', defaultConfiguration: { level: 'error' }, helpUri: 'https://www.zaproxy.org/docs/alerts/40012/' }] },
    paths.map((path, number) => ({
      ruleId: '40012', level: 'error', message: { text: 'Cross Site Scripting (Reflected)' },
      locations: [{ physicalLocation: { artifactLocation: { uri: `http://127.0.0.1:${port}${path}` }, region: { startLine: 10 + number + port, snippet: { text: `"><script>alert(${port})</script>` } } }, properties: { attack: '"><script>alert(1);</script>' } }],
      webRequest: { protocol: 'HTTP', version: '1.1', target: `http://127.0.0.1:${port}${path}`, method: 'GET' }, webResponse: { statusCode: 200 },
    })));
}

/** Trivy: every source's rating, the component by its package address, with the version in it. */
export function trivy(version: string, ratings: Json[], over: Json = {}): string {
  const purl = `pkg:npm/lodash@${version}`;
  return JSON.stringify({
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json', bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79', version: 1,
    metadata: { timestamp: '2026-11-25T10:00:00Z', tools: { components: [{ type: 'application', manufacturer: { name: 'Aqua Security Software Ltd.' }, name: 'trivy', version: '0.67.0' }] }, component: { 'bom-ref': 'root', type: 'application', name: '.' } },
    components: [{ 'bom-ref': 'lock', type: 'application', name: 'package-lock.json' }, { 'bom-ref': purl, type: 'library', name: 'lodash', version, purl, properties: [{ name: 'aquasecurity:trivy:PkgType', value: 'npm' }] }],
    dependencies: [{ ref: 'lock', dependsOn: [purl] }],
    vulnerabilities: [{ id: 'CVE-2021-23337', source: { name: 'ghsa', url: 'https://github.com/advisories' }, ratings, cwes: [94], description: 'Command injection in lodash', advisories: [{ url: 'https://advisories.example/CVE-2021-23337' }], affects: [{ ref: purl, versions: [{ version, status: 'affected' }] }] }],
    ...over,
  });
}
