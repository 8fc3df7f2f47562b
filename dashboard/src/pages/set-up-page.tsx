// How is this dayshift set up, and who may what? A part for each question; the address says which one, e.g. `#/setup?part=audit`.
import { useEffect } from 'preact/hooks';
import { AuditPart } from '../parts/audit-part';
import { CredentialsPart } from '../parts/credentials-part';
import { DeliveriesPart } from '../parts/deliveries-part';
import { DoctorPart } from '../parts/doctor-part';
import { StatusPart } from '../parts/status-part';
import { askedOf } from '../route';

const PARTS = [
  { id: 'doctor', name: 'Doctor', Part: DoctorPart },
  { id: 'deliveries', name: 'Delivery log', Part: DeliveriesPart },
  { id: 'access', name: 'Tokens and links', Part: CredentialsPart },
  { id: 'audit', name: 'Audit', Part: AuditPart },
  { id: 'status', name: 'Status page', Part: StatusPart },
] as const;

export function SetUpPage() {
  const asked = askedOf(window.location).get('part');
  const { id, name, Part } = PARTS.find((part) => part.id === asked) ?? PARTS[0];
  useEffect(() => { document.title = `Set-up: ${name.toLowerCase()} — dayshift`; }, [name]);
  return (
    <>
      <h1>Set-up</h1>
      <nav class="parts" aria-label="Parts of the set-up">
        {PARTS.map((part) => <a key={part.id} href={part.id === 'doctor' ? '#/setup' : `#/setup?part=${part.id}`} aria-current={part.id === id ? 'page' : undefined}>{part.name}</a>)}
        <a href="#/unrouted">Unrouted alerts</a>
      </nav>
      <Part key={id} />
    </>
  );
}
