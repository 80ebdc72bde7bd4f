import type { AlertRules } from '@throughline/contract'

const group = '{service} {alertname} {site}{path}{gateway}'

/** What Kestrel Ferries makes of its alerts: who is woken, by what, and what is only for the eye. */
export const alertRules: AlertRules = {
  rules: [
    {
      name: 'Load of the warehouse',
      when: 'labels.alertname == "WarehouseLoadSlow"',
      service: 'warehouse',
      severity: 'error',
      impact: 3,
      urgency: 1,
      group: 'warehouse load',
    },
    {
      name: 'Booking and what hangs on it',
      when: 'labels.alertname in ["BookingErrorsHigh", "ConnectionsUsedUp", "CheckoutFails"]',
      service: 'booking',
      severity: 'critical',
      group: 'booking',
    },
    { name: 'Pages', when: 'labels.severity == "page"', service: '{service}', severity: 'error', group },
    {
      name: 'Warnings',
      when: 'labels.severity == "warning"',
      service: '{service}',
      severity: 'warning',
      suppress: 'A warning: its team sees it on its board, and nobody is woken.',
    },
    {
      name: 'For the eye',
      when: 'labels.severity == "info"',
      service: '{service}',
      severity: 'info',
      suppress: 'For the eye only: nobody has to act.',
    },
  ],
  otherwise: { service: '{service}', severity: '{severity}', team: 'service-desk' },
}
