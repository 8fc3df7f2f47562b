// What does a service's `.dayshift/pipeline.yaml` say? Parsed, with its defaults, or refused with every fault at once.
import { PipelineFile } from '../contracts/pipeline-file';
import * as rules from './cross-field';
import * as numbers from './cross-field-numbers';
import { readFile, type Rule } from './read-file';

const RULES: readonly Rule<PipelineFile>[] = [
  rules.checkNamesDiffer, rules.storyIdsDiffer, rules.criteriaNameTests, rules.cellsAreFew, rules.pointsDiffer, rules.axesAreFree,
  rules.pathsStayInside, rules.verifyReportsTests, rules.watchFits,
  numbers.durationsArePositive, numbers.objectiveIsAShare, numbers.rollbackNeedsTwoSamples, numbers.loadIsJudged, numbers.thresholdsHaveUnits,
];

/**
 * Parses the text. With `context`, what the installation says of the service is asked too: names, environment, and whether the
 * team can satisfy the sign-off. Throws DayshiftError `file-faults`: a line for each fault.
 */
export function parsePipelineFile(text: string, fileName: string, context?: rules.ServiceContext): PipelineFile {
  return readFile(text, fileName, { schema: PipelineFile, rules: context ? [...RULES, rules.fitsService(context)] : RULES });
}
