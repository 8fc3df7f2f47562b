// Which vulnerabilities does a bill of materials tell of? One finding for each component that is affected.
import type { Finding, FindingsReport } from '../../src/contracts/report';
import type { ReportReader } from '../../src/ports/report-reader';
import { identityBy, isFollowed, levelOfScore } from '../findings';
import { parseJson, told, type ReadOptions } from '../report-text';
import { createComponents, type NamedComponent } from './component';
import { Bom, type BomRating, type BomVulnerability } from './schema';

const FORMAT = 'cyclonedx';
const LONGEST_MESSAGE = 500;
/** An analysis that says so; `exploitable`, `in_triage` and what we do not know stay findings. */
const NO_FINDING = ['not_affected', 'false_positive', 'resolved', 'resolved_with_pedigree'];
const BY_SEVERITY: Record<string, Finding['level']> = { critical: 'error', high: 'error', medium: 'warning', low: 'note', info: 'note', none: 'note' };
const RANK: Record<Finding['level'], number> = { note: 0, warning: 1, error: 2 };

function levelOfRating({ severity, score }: BomRating): Finding['level'] {
  const named = severity === undefined ? undefined : BY_SEVERITY[severity.toLowerCase()];
  if (named) return named;
  return score === undefined ? 'note' : levelOfScore(score);
}

/** The worst of its ratings, whoever gave them. */
function levelOf({ ratings }: BomVulnerability): Finding['level'] {
  return ratings.map(levelOfRating).reduce<Finding['level']>((worst, level) => (RANK[level] > RANK[worst] ? level : worst), 'note');
}

function helpOf({ advisories, source }: BomVulnerability): string | undefined {
  return [...advisories, source].map((one) => one?.url).find((url) => url !== undefined && isFollowed(url));
}

/** All that is affected; a vulnerability that names nothing is of the whole. */
function affectedBy({ affects }: BomVulnerability, componentOf: (ref: string) => NamedComponent, whole: NamedComponent): NamedComponent[] {
  if (affects.length === 0) return [whole];
  return affects
    .filter(({ versions }) => versions.length === 0 || versions.some(({ status }) => status !== 'unaffected'))
    .map(({ ref, versions }) => {
      const { name, version } = componentOf(ref);
      return { name, version: version ?? versions.find(({ status }) => status !== 'unaffected')?.version };
    });
}

function toolOf({ metadata }: Bom): string {
  const tools = metadata?.tools ?? [];
  const named = Array.isArray(tools) ? tools : [...tools.components, ...tools.services];
  return [...new Set(named.map(({ name }) => name))].join(', ') || 'CycloneDX';
}

/** Reads CycloneDX JSON with vulnerabilities. A bill that says nothing of them is `report-unreadable`: it is no answer. */
export function createCyclonedx({ secrets = [] }: ReadOptions = {}): ReportReader {
  function read(text: string): FindingsReport {
    const bom = parseJson(FORMAT, text, Bom);
    const componentOf = createComponents(bom);
    const main = bom.metadata?.component;
    const whole = main ? componentOf(main['bom-ref'] ?? main.purl ?? main.name) : { name: '', version: undefined };
    const findings = bom.vulnerabilities.flatMap((vulnerability) => {
      if (NO_FINDING.includes(vulnerability.analysis?.state ?? '')) return [];
      const rule = vulnerability.id ?? vulnerability['bom-ref'] ?? 'unnamed';
      const said = told(vulnerability.description ?? vulnerability.detail, LONGEST_MESSAGE, secrets) ?? 'no description';
      const help = helpOf(vulnerability);
      return affectedBy(vulnerability, componentOf, whole).map(({ name, version }): Finding => ({
        rule, level: levelOf(vulnerability), message: (version === undefined ? said : `${version}: ${said}`).slice(0, LONGEST_MESSAGE), file: name, line: 0,
        identity: identityBy('vulnerability', rule, name), ...(help !== undefined && { help }),
      }));
    });
    return { kind: 'findings', tool: toolOf(bom), findings };
  }
  return { read };
}
