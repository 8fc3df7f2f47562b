// With what is a pipeline file refused? The faults of a text, or of the usual file with one passage replaced.
import type { ServiceContext } from '../../src/config/cross-field-context';
import { parsePipelineFile } from '../../src/config/pipeline-file';
import { aTeam } from '../support/builders';
import { changed, PIPELINE } from '../support/files';
import { faultsIn } from './faults';

export const CONTEXT: ServiceContext = { service: 'storefront', environment: 'production', team: aTeam(), targets: { staging: { target: 'processes', use: 'processes' }, production: { target: 'processes', use: 'processes' } } };

/** The faults that the text is refused with, one line each. */
export function faultsOf(text: string, context?: ServiceContext): string[] {
  return faultsIn(() => parsePipelineFile(text, 'pipeline.yaml', context));
}

/** The faults after one passage was replaced by another. */
export function after(passage: string, by: string): string[] {
  return faultsOf(changed(PIPELINE, passage, by));
}
