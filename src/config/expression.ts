// What does a regular expression of dayshift.yaml mean? As in Prometheus and Alertmanager: RE2's syntax, the whole value, in linear time.
import { RE2JS } from 're2js';

/** Asks whether the whole of a text fits. Throws an Error that says what is wrong with the expression. */
export function compileExpression(expression: string): (text: string) => boolean {
  RE2JS.compile(expression); // by itself first: brackets that close ours are no expression
  const compiled = RE2JS.compile(`^(?s:${expression})$`);
  return (text) => compiled.matches(text);
}
