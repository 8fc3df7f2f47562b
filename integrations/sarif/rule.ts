// By which rule does a result stand, and how severe is it? None for what passed, was suppressed, or is gone.
import type { Finding } from '../../src/contracts/report';
import { isFollowed, levelOfScore } from '../findings';
import type { SarifResult, SarifRule, SarifRun } from './schema';

const NO_FAULT: readonly string[] = ['pass', 'notApplicable', 'informational'];
const SECRETS_TOOL = /gitleaks|trufflehog|detect-secrets|secret/i;

/** The result's own rule, of the driver or of the extension that it names. */
export function ruleOf(run: SarifRun, result: SarifResult): SarifRule {
  const component = result.rule?.toolComponent?.index;
  const { rules } = (component === undefined ? undefined : run.tool.extensions[component]) ?? run.tool.driver;
  const index = result.rule?.index ?? result.ruleIndex;
  const id = result.ruleId ?? result.rule?.id;
  const rule = (index !== undefined && index >= 0 ? rules[index] : undefined) ?? rules.find((one) => one.id === id);
  return { ...rule, id: id ?? rule?.id ?? 'unnamed' };
}

/** Only when every suppression was accepted: one that is under review or rejected lets nothing out. */
function isSuppressed({ suppressions }: SarifResult): boolean {
  return suppressions !== undefined && suppressions !== null && suppressions.length > 0 && suppressions.every(({ status = 'accepted' }) => status === 'accepted');
}

function bySeverity(result: SarifResult, rule: SarifRule): Finding['level'] | undefined {
  const said = result.properties?.['security-severity'] ?? rule.properties?.['security-severity'];
  const severity = typeof said === 'string' && said.trim() === '' ? NaN : Number(said);
  return Number.isFinite(severity) && severity >= 0 && severity <= 10 ? levelOfScore(severity) : undefined;
}

/** The result's own level, else by its security severity, else its rule's, else `warning`. Undefined: it is no finding. */
export function levelOf(result: SarifResult, rule: SarifRule): Finding['level'] | undefined {
  const { kind = 'fail', baselineState } = result;
  if (NO_FAULT.includes(kind) || baselineState === 'absent' || isSuppressed(result)) return undefined;
  const level = result.level ?? (kind === 'fail' ? bySeverity(result, rule) ?? rule.defaultConfiguration?.level ?? 'warning' : 'note');
  return level === 'none' ? 'note' : level;
}

/** Whether the flagged code is a secret, which must not be repeated. */
export function isOfSecrets(run: SarifRun, rule: SarifRule): boolean {
  return SECRETS_TOOL.test(run.tool.driver.name) || (rule.properties?.tags ?? []).some((tag) => /secret|credential|cwe-0*798/i.test(tag));
}

export function helpOf({ helpUri }: SarifRule): string | undefined {
  return helpUri !== undefined && isFollowed(helpUri) ? helpUri : undefined;
}
