/** SES v2 stand-in: `SendEmail` with simple content goes into the local mailbox. */

import { randomUUID } from 'node:crypto';
import type { ReceivedMail } from '../../boundary.ts';
import { asStrings, isRecord, type Properties } from '../../template/template.ts';
import { jsonAnswer, parseBody } from '../json.ts';
import { AwsError, type StandIn } from '../stand-in.ts';

export interface SesOptions {
  readonly now: () => number;
  /** Receives one mail for each address. */
  readonly deliver: (mail: ReceivedMail) => void;
}

/** SES's limit on recipients of one message. */
const MAX_RECIPIENTS = 50;

const badRequest = (message: string): AwsError => new AwsError('BadRequestException', 400, message);

/** `Data` of a part such as `Content.Simple.Subject`. */
function dataAt(root: Properties, ...path: readonly string[]): string | undefined {
  const part = path.reduce<unknown>((value, step) => (isRecord(value) ? value[step] : undefined), root);
  return isRecord(part) && typeof part.Data === 'string' ? part.Data : undefined;
}

/** Headers of its own: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageHeader.html */
function headersOf(body: Properties): Readonly<Record<string, string>> | undefined {
  const content = isRecord(body.Content) && isRecord(body.Content.Simple) ? body.Content.Simple : {};
  if (!Array.isArray(content.Headers)) return undefined;
  return Object.fromEntries(
    content.Headers.map((header: unknown) => {
      const { Name, Value } = isRecord(header) ? header : {};
      const isGiven = typeof Name === 'string' && /^[!-9;-~]{1,126}$/.test(Name);
      if (!isGiven || typeof Value !== 'string' || !/^[ -~]{1,870}$/.test(Value)) {
        throw badRequest('A header needs a name and a value, of ASCII');
      }
      return [Name, Value];
    }),
  );
}

function recipientsOf(body: Properties): readonly string[] {
  const destination = isRecord(body.Destination) ? body.Destination : {};
  const all = ['ToAddresses', 'CcAddresses', 'BccAddresses'].flatMap((kind) =>
    asStrings(destination[kind], kind),
  );
  if (all.length === 0 || all.length > MAX_RECIPIENTS) throw badRequest('A message needs 1 to 50 recipients');
  for (const address of all) {
    if (!/^[^\s@]+@[^\s@]+$|<[^\s@]+@[^\s@]+>$/.test(address)) throw badRequest('Illegal address');
  }
  return all;
}

export function createSesStandIn(options: SesOptions): StandIn {
  return {
    actions: ['SendEmail'],
    handle: async (call) => {
      const body = parseBody(call.body);
      const from = body.FromEmailAddress;
      const subject = dataAt(body, 'Content', 'Simple', 'Subject');
      const text = dataAt(body, 'Content', 'Simple', 'Body', 'Text');
      const html = dataAt(body, 'Content', 'Simple', 'Body', 'Html');
      if (typeof from !== 'string' || from === '') throw badRequest('FromEmailAddress is missing');
      if (subject === undefined || (text === undefined && html === undefined)) {
        throw badRequest('The local SES takes simple content with a subject and a body');
      }
      const id = randomUUID();
      const headers = headersOf(body);
      const at = new Date(options.now()).toISOString();
      for (const to of recipientsOf(body)) {
        options.deliver({
          id,
          to,
          from,
          subject,
          text: text ?? '',
          html: html ?? '',
          ...(headers && { headers }),
          at,
        });
      }
      return jsonAnswer({ MessageId: id });
    },
  };
}
