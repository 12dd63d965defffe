/** What a telecom's customer finds behind the door: made-up figures, the same for everybody. */
import type { Admitted } from '../../../../shared/portal/admission/src/admission.ts';
import type { Account } from './accounts.ts';

export const overviewFor = (account: Account, admission: Admitted): object => ({
  customer: account.name,
  signedIn: admission,
  lines: [
    { label: 'Main line', plan: 'Unlimited 5G', usedGb: 38.2, ofGb: null },
    { label: 'Tablet', plan: 'Data 20', usedGb: 12.6, ofGb: 20 },
    { label: 'Workshop router', plan: 'Data 100', usedGb: 71.4, ofGb: 100 },
  ],
  invoice: { month: 'This month', amount: 64.9, currency: 'EUR', due: 'Due on the 28th' },
});
