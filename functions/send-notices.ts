/** Events that customers are told of: see `sendNotices`. */

import { createMailer } from '../shared/adapters/mailer.ts';
import { createNoticeClaims } from '../shared/adapters/notice-claims.ts';
import { systemClock, systemRandom } from '../shared/adapters/system.ts';
import { createUserStore } from '../shared/adapters/user-store.ts';
import * as variables from '../shared/environment/variables.ts';
import { sendNotices } from '../shared/operations/events/send-notices.ts';
import { table, withKeys, withLocale } from './common/wiring.ts';

const env = process.env;

export const handler = sendNotices({
  ...withKeys(),
  ...withLocale(),
  clock: systemClock,
  users: createUserStore(table(), systemClock, systemRandom),
  claims: createNoticeClaims(table()),
  mailer: createMailer({
    from: variables.MAIL_FROM.read(env),
    fromName: variables.MAIL_FROM_NAME.read(env),
    replyTo: variables.MAIL_REPLY_TO.read(env),
    configurationSet: variables.MAIL_CONFIGURATION_SET.read(env),
  }),
  sender: {
    brand: variables.BRAND.read(env),
    accountUrl: variables.ACCOUNT_URL.read(env),
    supportUrl: variables.SUPPORT_URL.read(env),
  },
});
