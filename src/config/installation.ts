// What does `dayshift.yaml` say? Read, with variables put in and defaults, or refused with every fault at once.
import { readFile as readText } from 'node:fs/promises';
import path from 'node:path';
import { Installation } from '../contracts/installation';
import { DayshiftError } from '../errors';
import * as sources from './cross-field-alert-sources';
import * as authentication from './cross-field-authentication';
import * as deployers from './cross-field-deployers';
import * as duty from './cross-field-duty';
import * as external from './cross-field-external';
import * as rules from './cross-field-installation';
import * as matchers from './cross-field-matchers';
import * as services from './cross-field-services';
import * as status from './cross-field-status';
import * as telling from './cross-field-telling';
import { readFile, type Rule } from './read-file';
import { substituteVariables, type Environment } from './substitute';

const RULES: readonly Rule<Installation>[] = [
  rules.peopleDiffer, rules.tokensNamePeople, rules.ownersAreDevelopers, rules.teamCanAct, rules.servicesDiffer, rules.headlineIsOne,
  matchers.matchersSaySomething, matchers.matchersCanBeRead, matchers.matchersNameSources, matchers.matchersDiffer, rules.addressesHoldNoPassword, rules.sourcesDiffer, rules.policiesArePositive,
  sources.secretsAreUsed, sources.sourcesAreNotCustomers, sources.mappingsFit,
  duty.rostersDiffer, duty.rotationsNamePeople, duty.turnsAreInTime, duty.zonesAreKnown, duty.calendarsHaveAddresses, duty.servicesNameRosters, duty.audiencesAreKnown, duty.rungsAreInTime,
  duty.peopleChooseNotifiers, duty.ladderPeopleAreReached,
  telling.notifiersDiffer, telling.notifiersHaveWhatTheyNeed, telling.subscriptionsCanBeTold, telling.peopleAreReachedApart, telling.choicesAreClear,
  external.externalRunnersDiffer, external.externalRunnersCanBeReached, external.externalRunnersAreAskedInTime,
  deployers.deployersDiffer, deployers.releasePortsAreARange, deployers.releasePortsDiffer, deployers.deployerFoldersAreAbsolute, deployers.deployerFoldersDiffer, deployers.deployersAreInTime, deployers.targetsExist,
  authentication.administratorsAreOfTheTeam, authentication.sessionsEnd, authentication.tokensCanDoWhatTheySay, authentication.providerIsReachedSafely,
  services.environmentsAreEarlier, services.objectivesCanBeCounted, services.compareLinksAreAddresses, services.freezesAreInTime, services.freezesNameServices,
  status.statusServicesExist, status.statusNamesSaySomething, status.statusIsKeptInTime,
];

/** Reads the file and puts in `env`'s variables. Throws DayshiftError `file-missing`, `file-faults`. */
export async function loadInstallation(file: string, env: Environment = process.env): Promise<Installation> {
  const text = await readText(file, 'utf8').catch((cause: unknown) => {
    throw new DayshiftError('file-missing', { file: path.basename(file), where: path.dirname(path.resolve(file)) }, { cause });
  });
  return parseInstallation(text, path.basename(file), env);
}

/** Parses the text. Without `env`, variables stay as they are written. Throws DayshiftError `file-faults`: a line for each fault. */
export function parseInstallation(text: string, fileName: string, env?: Environment): Installation {
  return readFile(text, fileName, { schema: Installation, rules: RULES, prepare: env && ((value) => substituteVariables(value, env)) });
}
