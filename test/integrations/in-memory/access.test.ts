// Do the doubles of credentials and audit hold what the real ones hold?
import { createInMemoryAuditLog, createInMemoryCredentials } from '../../../integrations/in-memory';
import { AUDIT_HOLDS, CREDENTIALS_HOLD } from '../access-stores';

test.each(CREDENTIALS_HOLD)('credentials: %s', (_, expectIt) => expectIt(createInMemoryCredentials()));
test.each(AUDIT_HOLDS)('the audit: %s', (_, expectIt) => expectIt(createInMemoryAuditLog()));
