// GET /api/v1/doctor: does everything hold that an incident will hang on? Always 200; what is wrong is in the findings.
import { Diagnosis } from '../../src/contracts/http';
import type { ApiDeps } from '../deps';
import { createDoctor } from '../doctor';
import type { Door } from '../door';
import { operation } from '../operation';

const readDiagnosis = operation({
  id: 'readDiagnosis', method: 'get', path: '/doctor', tag: 'set-up', needs: 'read',
  summary: 'Whether everything holds that an incident will hang on',
  description: 'Each system, address and roster is asked now; that takes some seconds. What is wrong is in the findings, each with advice.',
  answers: { 200: { description: 'The findings.', json: Diagnosis } },
});

export function addDoctor(door: Door, deps: ApiDeps): void {
  const diagnose = createDoctor(deps);
  door.add(readDiagnosis, async () => ({ json: await diagnose() satisfies Diagnosis, headers: { 'Cache-Control': 'no-store' } }));
}
