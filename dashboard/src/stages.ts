// How is a stage called, and who acts in it? A team's own stage has any name.
import { STAGES } from '../../src/domain/vocabulary';

const ROLES: Record<string, string> = { 'product-owner': 'Product Owner', developer: 'Developer', devtester: 'DevTester', 'performance-engineer': 'Performance Engineer', 'security-tester': 'Security Tester', 'operations-engineer': 'Operations Engineer' };

/** `reading-aloud` is read as `reading aloud`. */
export function stageName(stage: string): string {
  return stage.replace(/-/g, ' ');
}

export function roleName(role: string): string {
  return ROLES[role] ?? stageName(role);
}

export function isFurther(stage: string): boolean {
  return !STAGES.some((one) => one === stage);
}
