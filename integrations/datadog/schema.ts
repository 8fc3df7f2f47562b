// What is read of Datadog's webhook? Its payload is a template of the team's own: this is the one that the readme publishes.
import { z } from 'zod';

/** A variable that Datadog could not fill stays as it was written, or becomes nothing. */
function isFilled(text: string): boolean {
  return text !== '' && text !== 'null' && !/^\$[A-Z_]+$/.test(text);
}
const Variable = z.union([z.string(), z.number()]).nullish().transform((value) => {
  const text = String(value ?? '').trim();
  return isFilled(text) ? text : undefined;
});
const Needed = Variable.refine((text) => text !== undefined, { message: 'is empty; paste the template of docs/guides/alert-sources.md as the webhook\'s payload' }).transform(String);

export const Webhook = z.object({
  alert_id: Needed,
  alert_transition: Variable,
  alert_title: Variable,
  alert_type: Variable,
  alert_priority: Variable,
  alert_scope: Variable,
  aggreg_key: Variable,
  date: Variable, // milliseconds since 1970
  id: Variable,
  hostname: Variable,
  link: Variable,
  tags: Variable,
  text: Variable,
});
export type Webhook = z.infer<typeof Webhook>;
