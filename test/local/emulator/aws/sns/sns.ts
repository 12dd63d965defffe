/** Amazon SNS's texts to phones, for the local system: what it would take is on the handset at once. */

import type { HandsetMessage } from '../../boundary.ts';
import type { LocalClock } from '../../clock.ts';
import { type AwsAnswer, type AwsCall, AwsError, type StandIn } from '../stand-in.ts';
import { localeOfText } from './text-locale.ts';

export interface SnsStandInOptions {
  readonly deliver: (message: HandsetMessage) => void;
  readonly clock: LocalClock;
  /** A fresh message id. */
  readonly newId: () => string;
}

const PUBLISH = 'Publish';
const E164 = /^\+[1-9][0-9]{6,14}$/;
/** "The total size limit for a single SMS Publish action is 1,600 characters." */
const MAX_LENGTH = 1600;

/**
 * SMS message attributes that SNS knows, with the values it takes
 * (https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html).
 */
const ATTRIBUTES: Readonly<Record<string, { readonly type: string; readonly value: RegExp }>> = {
  'AWS.SNS.SMS.SMSType': { type: 'String', value: /^(?:Transactional|Promotional)$/ },
  'AWS.SNS.SMS.SenderID': { type: 'String', value: /^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/ },
  'AWS.SNS.SMS.MaxPrice': { type: 'Number', value: /^[0-9]+(?:\.[0-9]+)?$/ },
  'AWS.MM.SMS.OriginationNumber': { type: 'String', value: /^\+?[0-9]{5,15}$/ },
};

const PARAMETERS =
  /^(?:Action|Version|PhoneNumber|Message|MessageAttributes\.entry\.\d+\.(?:Name|Value\.\w+))$/;

/** Answers `Publish` to a phone number in the query protocol; everything else is refused. */
export function createSnsStandIn({ deliver, clock, newId }: SnsStandInOptions): StandIn {
  return {
    actions: [PUBLISH],
    async handle(call: AwsCall): Promise<AwsAnswer> {
      const query = new URLSearchParams(call.body.toString('utf8'));
      if (query.get('Action') !== PUBLISH || query.get('Version') !== '2010-03-31') {
        throw new AwsError('InvalidAction', 400, 'The action or version requested is invalid');
      }
      const unknown = [...query.keys()].find((name) => !PARAMETERS.test(name));
      if (unknown !== undefined) throw invalid(`${unknown} is not taken here`);

      const to = query.get('PhoneNumber') ?? '';
      if (!E164.test(to)) throw invalid('PhoneNumber is not in E.164 form');
      const text = query.get('Message') ?? '';
      if (text === '') throw invalid('Empty message');
      if (text.length > MAX_LENGTH) throw invalid('Message too long');
      checkAttributes(query);

      const id = newId();
      const at = new Date(clock.now()).toISOString();
      deliver({ id, channel: 'sms', to, text, locale: localeOfText(text), at });
      return {
        status: 200,
        headers: { 'content-type': 'text/xml' },
        body:
          '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">' +
          `<PublishResult><MessageId>${id}</MessageId></PublishResult>` +
          `<ResponseMetadata><RequestId>${id}</RequestId></ResponseMetadata></PublishResponse>`,
      };
    },
  };
}

/** SNS sends unknown attributes on in silence; here they are a mistake, and so is a text that isn't transactional. */
function checkAttributes(query: URLSearchParams): void {
  const given = new Map<string, string>();
  for (let n = 1; query.has(`MessageAttributes.entry.${n}.Name`); n += 1) {
    const name = query.get(`MessageAttributes.entry.${n}.Name`) ?? '';
    const type = query.get(`MessageAttributes.entry.${n}.Value.DataType`);
    const value = query.get(`MessageAttributes.entry.${n}.Value.StringValue`) ?? '';
    const rule = Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name] : undefined;
    if (rule === undefined || rule.type !== type || !rule.value.test(value)) {
      throw invalid(`Message attribute ${name} is not valid`);
    }
    given.set(name, value);
  }
  if (given.get('AWS.SNS.SMS.SMSType') !== 'Transactional') {
    throw invalid('A code has to be sent as AWS.SNS.SMS.SMSType Transactional');
  }
}

function invalid(reason: string): AwsError {
  return new AwsError('InvalidParameter', 400, `Invalid parameter: ${reason}`);
}
