// A whole notification for tests: the assignee is asked for a fix.
import type { Notification } from '../../src/ports/notifier';

export function aNotification(change: Partial<Notification> = {}): Notification {
  return {
    key: 'storefront.LoginRefused.0123abcd/1', step: 'storefront.LoginRefused.0123abcd/fix/1', incident: 'storefront.LoginRefused.0123abcd',
    service: 'storefront', severity: 'high', to: ['maya'], subject: 'A fix is yours', text: 'Logins are refused\nfor a third',
    link: 'http://dayshift.example/#/incidents/storefront.LoginRefused.0123abcd', action: 'fix', at: '2026-11-23T10:00:00.000Z', ...change,
  };
}
