// With what is a pipeline file refused? The faults of a text, or of the usual file with one passage replaced.
import { parsePipelineFile } from '../../src/config/pipeline-file';
import { DayshiftError } from '../../src/errors';
import { aTeam } from '../support/builders';
import { changed, PIPELINE } from '../support/files';

export const CONTEXT = { service: 'storefront', environment: 'production', team: aTeam() };

/** The faults that the text is refused with, one line each. */
export function faultsOf(text: string, context?: typeof CONTEXT): string[] {
  try {
    parsePipelineFile(text, 'pipeline.yaml', context);
  } catch (error) {
    if (error instanceof DayshiftError && error.code === 'file-faults') return String(error.details['faults']).split('\n');
    throw error;
  }
  return [];
}

/** The faults after one passage was replaced by another. */
export function after(passage: string, by: string): string[] {
  return faultsOf(changed(PIPELINE, passage, by));
}
