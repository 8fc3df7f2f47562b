// What does one case of a JUnit file come to? Outcome, message, place in the checkout, attachments and criteria.
import type { TestCase } from '../../src/contracts/report';
import { criteriaOf, listed } from '../report-claims';
import type { Places } from '../report-places';
import { told } from '../report-text';
import { LONGEST_MESSAGE } from '../test-cases';
import { nameOf } from './name';
import type { JunitCase, Properties } from './schema';
import { failuresOf, flakesOf, saidBy, secondsOf, stackOf, statusOf } from './status';

/** What a case takes from the suites that it stands in. */
export interface Around {
  suites: string[];
  file: string | undefined;
  properties: Properties;
  isPytest: boolean;
}
export interface Reading { format: string; places: Places; secrets: readonly string[] }

const ATTACHED = /\[\[ATTACHMENT\|([^\]\n]{1,500})\]\]/g;

/** pytest counts lines from 0. */
function lineOf(test: JunitCase, { isPytest }: Around): number {
  return Number(test['@line']?.trim() || NaN) + (isPytest ? 1 : 0);
}

/** Jenkins' lines in what a test printed, and properties called `attachment`. */
function attachmentsOf(test: JunitCase, places: Places): string[] | undefined {
  const printed = [...test['system-out'], ...test['system-err']].flatMap((text) => [...text.matchAll(ATTACHED)].map(([, file = '']) => file));
  const named = test.properties.filter(({ name }) => name === 'attachment').map(({ value }) => value);
  return listed([...printed, ...named].map((file) => places.attachmentOf(file)));
}

export function caseOf(test: JunitCase, around: Around, { format, places, secrets }: Reading): TestCase {
  const status = statusOf(format, test);
  const mark = status === 'passed' ? flakesOf(test)[0] : failuresOf(test)[0] ?? test.skipped[0];
  const said = told(saidBy(mark), LONGEST_MESSAGE, secrets);
  const isFlaky = status === 'passed' && flakesOf(test).length > 0;
  const attachments = attachmentsOf(test, places);
  const criteria = listed([...around.properties, ...test.properties].flatMap(({ name, value }) => criteriaOf(name, value)));
  return {
    name: nameOf(around.suites, test),
    status,
    seconds: secondsOf(test['@time']),
    ...(isFlaky ? { message: said ? `failed at first: ${said}` : 'failed at first', flaky: true } : said && { message: said }),
    ...places.placeOf({ file: test['@file'] ?? around.file, line: lineOf(test, around), near: test['@classname'], stack: status === 'skipped' ? undefined : stackOf(mark) }),
    ...(attachments && { attachments }),
    ...(criteria && { criteria }),
  };
}
