// What does a service's `.dayshift/pipeline.yaml` say? Parsed, with its defaults, or refused with every fault at once.
import { PipelineFile } from '../contracts/pipeline-file';
import * as rules from './cross-field';
import * as checks from './cross-field-checks';
import * as context from './cross-field-context';
import * as exceptions from './cross-field-exceptions';
import * as numbers from './cross-field-numbers';
import * as points from './cross-field-points';
import * as queries from './cross-field-queries';
import * as release from './cross-field-release';
import * as signOff from './cross-field-sign-off';
import * as stages from './cross-field-stages';
import { readFile, type Rule } from './read-file';

const RULES: readonly Rule<PipelineFile>[] = [
  rules.checkNamesDiffer, rules.storyIdsDiffer, rules.criterionIdsDiffer, rules.criteriaNameTests, rules.pathsStayInside, rules.verifyReportsTests, rules.watchFits,
  points.cellsAreFew, points.pointsDiffer, points.axesAreFree, points.listsStandBeside, points.pointsAreThere, points.excludeLeavesCells, points.criteriaNameCells,
  checks.needsAreThere, checks.needsHaveNoCircle, checks.externalStandsAlone, checks.servicesDiffer, checks.retriesAreOfTests, checks.limitsAreBytes,
  stages.stageNamesAreFree, stages.stagesFollow, stages.stagesHaveNoCircle,
  exceptions.exceptionsNameChecks, exceptions.exceptionsFitReports, exceptions.quarantineNamesCells,
  numbers.durationsArePositive, numbers.objectiveIsAShare, numbers.rollbackNeedsTwoSamples,
  numbers.metricsAreJudged, numbers.regressionsAreOfLoad, numbers.profilesFit, numbers.roundsFit, numbers.thresholdsHaveUnits,
  signOff.partiesAreOfSomebody, signOff.hoursOpen,
  release.environmentsDiffer, release.stepsAreOfCanaries, release.stepsRise, release.stepsAreWatched, release.bakesFit, context.deploymentsHaveWhatTheyNeed,
  queries.queriesNameWhatIsKnown, queries.comparisonsNameTheRelease, queries.figuresDiffer, queries.figuresHaveLimits, queries.burnRowsFit,
];

/**
 * Parses the text. With what the installation says of the service, that is asked too: names, environments, targets, and whether the
 * team can satisfy each sign-off. Throws DayshiftError `file-faults`: a line for each fault.
 */
export function parsePipelineFile(text: string, fileName: string, service?: context.ServiceContext, today = new Date()): PipelineFile {
  return readFile(text, fileName, { schema: PipelineFile, rules: [...RULES, exceptions.exceptionsEnd(today), ...(service ? [context.fitsService(service)] : [])] });
}
