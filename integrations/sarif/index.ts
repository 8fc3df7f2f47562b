// Which findings does a SARIF log hold, and which of them are the same as before? Suppressed ones are left out.
import { createHash } from 'node:crypto';
import type { Finding, FindingsReport } from '../../src/contracts/report';
import { mask } from '../../src/errors';
import type { ReportReader } from '../../src/ports/report-reader';
import { parseJson, unreadable } from '../report-text';
import { placeOf } from './place';
import { SarifLog, type SarifResult, type SarifRun } from './schema';

export interface SarifOptions {
  folder?: string; // absolute: the checkout that the tool ran in; without it, files that a tool names absolutely stay absolute
}

const FORMAT = 'sarif';
const LONGEST_MESSAGE = 500;

function ruleOf(run: SarifRun, result: SarifResult) {
  const component = result.rule?.toolComponent?.index;
  const { rules } = (component === undefined ? undefined : run.tool.extensions[component]) ?? run.tool.driver;
  const index = result.rule?.index ?? result.ruleIndex;
  const id = result.ruleId ?? result.rule?.id;
  const rule = (index !== undefined && index >= 0 ? rules[index] : undefined) ?? rules.find((one) => one.id === id);
  return { id: id ?? rule?.id ?? 'unnamed', defaultLevel: rule?.defaultConfiguration?.level };
}

/** The result's own level, else its rule's, else `warning`. What no longer stands, passed, was suppressed or is no fault is none. */
function levelOf(result: SarifResult, defaultLevel: SarifResult['level']): Finding['level'] | undefined {
  const { kind = 'fail', suppressions, baselineState } = result;
  if (kind === 'pass' || kind === 'notApplicable' || kind === 'informational' || baselineState === 'absent') return undefined;
  if (suppressions && suppressions.length > 0 && suppressions.every(({ status = 'accepted' }) => status === 'accepted')) return undefined;
  const level = result.level ?? (kind === 'fail' ? defaultLevel ?? 'warning' : 'note');
  return level === 'none' ? 'note' : level;
}

function messageOf({ message }: SarifResult): string {
  return mask((message.text ?? message.markdown ?? message.id ?? '').trim()).slice(0, LONGEST_MESSAGE);
}

/** Never the line: by the tool's fingerprints, else by the flagged text, else by the message without its numbers. */
function traitOf(result: SarifResult, snippet: string | undefined): string {
  const prints = Object.entries(result.partialFingerprints ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  if (prints.length > 0) return `fingerprints ${JSON.stringify(prints)}`;
  if (snippet?.trim()) return `snippet ${snippet.replace(/\s+/g, ' ').trim()}`;
  return `message ${messageOf(result).replace(/\d+/g, '0').replace(/\s+/g, ' ')}`;
}

/** Several alike in one file are told apart by their number: one more of them is a new finding, one fewer is not. */
function numbered(): (rule: string, file: string, trait: string) => string {
  const seen = new Map<string, number>();
  return (rule, file, trait) => {
    const hash = createHash('sha256').update(JSON.stringify([rule, file, trait])).digest('hex').slice(0, 32);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return count === 1 ? hash : `${hash}.${count}`;
  };
}

/** Reads SARIF 2.1.0. A tool that says that its run failed, or that gives no results, is `report-unreadable`. */
export function createSarif({ folder }: SarifOptions = {}): ReportReader {
  function read(text: string): FindingsReport {
    const { runs } = parseJson(FORMAT, text, SarifLog);
    const identify = numbered();
    const findings = runs.flatMap((run) => {
      if (run.invocations.some(({ executionSuccessful }) => executionSuccessful === false)) throw unreadable(FORMAT, `${run.tool.driver.name} says that its run failed`);
      return run.results.flatMap((result): Finding[] => {
        const { id: rule, defaultLevel } = ruleOf(run, result);
        const level = levelOf(result, defaultLevel);
        if (!level) return [];
        const { file, line, snippet } = placeOf(run, result, folder);
        return [{ rule, level, message: messageOf(result), file, line, identity: identify(rule, file, traitOf(result, snippet)) }];
      });
    });
    return { kind: 'findings', tool: [...new Set(runs.map(({ tool }) => tool.driver.name))].join(', '), findings };
  }
  return { read };
}
