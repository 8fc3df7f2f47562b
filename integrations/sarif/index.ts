// Which findings does a SARIF log hold, and by what is each known again? Suppressed ones are left out.
import type { Finding, FindingsReport } from '../../src/contracts/report';
import type { ReportReader } from '../../src/ports/report-reader';
import { parseJson, told, unreadable, type ReadOptions } from '../report-text';
import { flaggedCode } from './flagged-code';
import { identityOf, printsOf } from './identity';
import { placeOf } from './place';
import { helpOf, isOfSecrets, levelOf, ruleOf } from './rule';
import { SarifLog, type SarifLocation, type SarifResult, type SarifRun } from './schema';
import { createSourceLines, type SourceLines } from './source-lines';

/** `folder` is the checkout that the tool ran in: files are named relative to it, and flagged lines are read there. */
interface Reading extends ReadOptions { run: SarifRun; linesOf: SourceLines }

const FORMAT = 'sarif';
const LONGEST_MESSAGE = 500;
const LONGEST_RELATED = 200;
const MOST_RELATED = 5;

function written(said: SarifLocation['message'], secrets: readonly string[], longest: number): string {
  return told(said?.text ?? said?.markdown ?? said?.id, longest, secrets) ?? '';
}

/** What a secret scanner found must not be told on. */
function secretsBeside({ run, secrets = [] }: Reading, result: SarifResult): readonly string[] {
  const snippet = result.locations[0]?.physicalLocation?.region?.snippet?.text?.trim();
  return snippet && isOfSecrets(run, ruleOf(run, result)) ? [...secrets, snippet] : secrets;
}

/** The locations that the tool relates, then the first steps of how the value came there. */
function relatedOf({ run, folder }: Reading, result: SarifResult, secrets: readonly string[]): Finding['related'] {
  const steps = result.codeFlows[0]?.threadFlows[0]?.locations.flatMap(({ location }) => location ?? []) ?? [];
  const seen = new Set<string>();
  const related = [...result.relatedLocations, ...steps].flatMap((location) => {
    const { file, line } = placeOf(run, location, folder);
    const message = written(location.message, secrets, LONGEST_RELATED);
    const key = JSON.stringify([file, line, message]);
    if (file === '' || seen.has(key)) return [];
    seen.add(key);
    return [{ file, line, message }];
  });
  return related.length > 0 ? related.slice(0, MOST_RELATED) : undefined;
}

function findingOf(reading: Reading, result: SarifResult): Finding[] {
  const { run, folder, linesOf } = reading;
  const rule = ruleOf(run, result);
  const level = levelOf(result, rule);
  if (!level) return [];
  const place = placeOf(run, result.locations[0], folder);
  const { file, line, isAddress } = place;
  const secrets = secretsBeside(reading, result);
  const message = written(result.message, secrets, LONGEST_MESSAGE);
  const code = flaggedCode(place, linesOf, run.columnKind);
  const method = isAddress ? result.webRequest?.method ?? '' : undefined;
  const prints = printsOf(result);
  const related = relatedOf(reading, result, secrets);
  const help = helpOf(rule);
  return [{
    rule: rule.id, level, message, file, line, ...identityOf({ rule: rule.id, file, message, code, method }),
    ...(prints && { prints }), ...(related && { related }), ...(help !== undefined && { help }),
  }];
}

/** Reads SARIF 2.1.0. A tool that says that its run failed, or that gives no results, is `report-unreadable`. */
export function createSarif(options: ReadOptions = {}): ReportReader {
  function read(text: string): FindingsReport {
    const { runs } = parseJson(FORMAT, text, SarifLog);
    const linesOf = createSourceLines(options.folder);
    const findings = runs.flatMap((run) => {
      if (run.invocations.some(({ executionSuccessful }) => executionSuccessful === false)) throw unreadable(FORMAT, `${run.tool.driver.name} says that its run failed`);
      return run.results.flatMap((result) => findingOf({ ...options, run, linesOf }, result));
    });
    return { kind: 'findings', tool: [...new Set(runs.map(({ tool }) => tool.driver.name))].join(', '), findings };
  }
  return { read };
}
