// A workflow of the incident's type name that shows a view and hears of alerts elsewhere: for looking at who is told.
import { condition, defineQuery, setHandler } from '@temporalio/workflow';
import { alertElsewhereSignal } from '../../workflows/messages';

export interface Shown { id: string; environment: string; phase: string; watch?: { environment?: string } }
export interface Heard { name: string; incident: string; at: string }
export const heardQuery = defineQuery<Heard[]>('heard');

export async function incidentToProduction(shown: Shown): Promise<void> {
  const heard: Heard[] = [];
  setHandler(defineQuery('incident'), () => shown);
  setHandler(heardQuery, () => heard);
  setHandler(alertElsewhereSignal, (alert) => void heard.push(alert));
  await condition(() => false);
}
