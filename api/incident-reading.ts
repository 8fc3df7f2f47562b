// What is there to read of an incident? Its view from the workflow's query, its record and story; from the archive when Temporal has it no more.
import type { IncidentView } from '../src/contracts/incident';
import type { IncidentRecord } from '../src/contracts/record';
import { incidentRecord } from '../src/domain/record';
import { storyOf } from '../src/domain/story';
import { Phase } from '../src/domain/vocabulary';
import { DayshiftError } from '../src/errors';
import { viewOfRecord } from './archived-view';
import type { ApiDeps } from './deps';

export interface IncidentReading {
  /** From the query; when Temporal does not have it, or cannot say any more, from the archive. Throws `incident-unknown`, `unreachable`. */
  view(id: string): Promise<IncidentView>;
  /** A closed incident's from the archive; otherwise, also when it has reopened, derived from what the incident is now. */
  kept(id: string): Promise<{ record: IncidentRecord; story: string }>;
}

export function createIncidentReading({ gateway, archive, logger }: Pick<ApiDeps, 'gateway' | 'archive' | 'logger'>): IncidentReading {
  async function view(id: string): Promise<IncidentView> {
    try {
      return await gateway.view(id);
    } catch (error) {
      const found = await fromArchive(id);
      if (!found) throw error;
      return viewOfRecord(found.record);
    }
  }

  async function kept(id: string): Promise<{ record: IncidentRecord; story: string }> {
    const found = await fromArchive(id);
    if (found && !(await hasReopened(id))) return found;
    const record = incidentRecord(await gateway.view(id));
    return { record, story: storyOf(record) };
  }

  /** What was archived is over, unless Temporal says that it goes on. */
  async function hasReopened(id: string): Promise<boolean> {
    try {
      return (await gateway.view(id)).phase !== Phase.Closed;
    } catch (error) {
      if (error instanceof DayshiftError) return false;
      throw error;
    }
  }

  async function fromArchive(id: string): Promise<{ record: IncidentRecord; story: string } | undefined> {
    try {
      return await archive.find(id);
    } catch (error) {
      const reason = error instanceof DayshiftError ? error.message : String(error);
      logger.warn({ incident: id, reason }, 'the archive could not be read');
      return undefined;
    }
  }

  return { view, kept };
}
