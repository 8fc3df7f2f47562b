// The status page's part of the file is taken, or refused with what to write instead.
import { parseInstallation } from '../../src/config/installation';
import { ENVIRONMENT, INSTALLATION } from '../support/files';
import { faultsIn } from './faults';

const faults = (part: string): string[] => faultsIn(() => parseInstallation(`${INSTALLATION}statusPage: ${part}\n`, 'dayshift.yaml', ENVIRONMENT)).map((fault) => fault.replace(/^line \d+: /, ''));

test('is taken with its defaults, and is not there unless it is written', () => {
  const { statusPage } = parseInstallation(`${INSTALLATION}statusPage: { title: Status, services: { storefront: Online shop } }\n`, 'dayshift.yaml', ENVIRONMENT);
  expect(statusPage).toEqual({ title: 'Status', services: { storefront: 'Online shop' }, from: 'medium', keep: '14d' });
  expect(parseInstallation(INSTALLATION, 'dayshift.yaml', ENVIRONMENT).statusPage).toBeUndefined();
});

test.each([
  ['{ title: Status, services: { storefrnt: Shop } }', 'statusPage.services.storefrnt: found `storefrnt`, which is no service; write `storefront` instead'],
  ['{ title: Status, services: {} }', 'statusPage.services: found no service; write at least one, with the name that customers know, e.g. `storefront: Online shop`, instead'],
  ['{ title: Status, services: { storefront: " " } }', 'statusPage.services.storefront: found an empty name; write the name that customers know, e.g. `Online shop` instead'],
  ['{ title: " ", services: { storefront: Shop } }', 'statusPage.title: found an empty title; write whose status it is, e.g. `Status of the online shop` instead'],
  ['{ title: Status, services: { storefront: Shop }, keep: 400d }', 'statusPage.keep: found `400d`; write at most `366d` instead'],
])('%s is refused', (part, fault) => { expect(faults(part)).toEqual([fault]); });
