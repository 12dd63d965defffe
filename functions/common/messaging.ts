/** How codes leave: the ports to SNS and Connect, the ledgers of what was sent, and how messages read. */

import { createLedger, type Ledger } from '../../shared/adapters/ledger.ts';
import { createTextSenderFromEnv } from '../../shared/adapters/sns.ts';
import { systemRandom } from '../../shared/adapters/system.ts';
import type { Table } from '../../shared/adapters/table.ts';
import type { CallPlacer, TextSender } from '../../shared/domain/delivery.ts';
import { type Environment, variable } from './environment.ts';
import type { WithLocale } from './locale.ts';

export interface Messaging extends WithLocale {
  readonly texts: TextSender;
  /** Connect's SDK loads on the first call. */
  readonly calls: () => Promise<CallPlacer>;
  readonly ledger: Ledger;
  readonly brand: string;
  /** Host name of the portal for the WebOTP line. */
  readonly webOtpDomain: string | undefined;
}

/** Which numbers codes may be sent to. */
export interface NumberRules {
  readonly allowedCountries: readonly string[] | 'all';
  readonly defaultCountry?: string;
}

export function withMessaging(env: Environment, table: Table, locale: WithLocale): Messaging {
  let placer: Promise<CallPlacer> | undefined;
  const load = async () => (await import('../../shared/adapters/connect.ts')).createCallPlacerFromEnv(env);
  return {
    ...locale,
    texts: createTextSenderFromEnv(env),
    calls: () => {
      placer ??= load();
      return placer;
    },
    ledger: createLedger(table, systemRandom),
    brand: variable(env, 'BRAND'),
    webOtpDomain: env.WEB_OTP_DOMAIN,
  };
}

export const numberRulesFrom = (env: Environment): NumberRules =>
  JSON.parse(variable(env, 'NUMBER_RULES')) as NumberRules;
