/** Amazon Connect's outbound calls, for the local system: the deployed contact flow speaks into the handset. */

import type { Flow } from '../../../../../infra/connect-flow/flow.ts';
import type { HandsetMessage } from '../../boundary.ts';
import type { LocalClock } from '../../clock.ts';
import { LANGUAGES } from '../../languages.ts';
import { type AwsAnswer, type AwsCall, AwsError, type StandIn } from '../stand-in.ts';
import { type Listener, person, runFlow } from './contact-flow.ts';

/** What the template deploys into one Connect instance, under the ids that the functions see. */
export interface ConnectInstance {
  readonly id: string;
  /** Content (flow language, JSON) by contact flow id. */
  readonly flows: Readonly<Record<string, string>>;
  /** Claimed numbers, E.164. */
  readonly phoneNumbers: readonly string[];
  readonly queueIds: readonly string[];
}

export interface ConnectStandInOptions {
  readonly instances: readonly ConnectInstance[];
  readonly deliver: (message: HandsetMessage) => void;
  readonly clock: LocalClock;
  /** A fresh contact id. */
  readonly newId: () => string;
  /** Who picks up a number. Default: a person who presses a key when asked. */
  readonly listenerOf?: (to: string) => Listener;
}

/** A client token counts for seven days (API_StartOutboundVoiceContact). */
const TOKEN_LIFE_MS = 7 * 24 * 60 * 60 * 1000;
const E164 = /^\+[1-9][0-9]{6,14}$/;
const MAX_ATTRIBUTES_BYTES = 32_768;

/** The members of the request that Connect knows. */
const MEMBERS: ReadonlySet<string> = new Set([
  'AnswerMachineDetectionConfig',
  'Attributes',
  'CampaignId',
  'ClientToken',
  'ContactFlowId',
  'Description',
  'DestinationPhoneNumber',
  'InstanceId',
  'Name',
  'OutboundStrategy',
  'QueueId',
  'References',
  'RelatedContactId',
  'RingTimeoutInSeconds',
  'SourcePhoneNumber',
  'TrafficType',
]);

/** Answers `PUT /contact/outbound-voice`; everything else is refused. */
export function createConnectStandIn(options: ConnectStandInOptions): StandIn {
  const { deliver, clock, newId, listenerOf = () => person } = options;
  const placed = new Map<string, { readonly contactId: string; readonly at: number }>();

  return {
    actions: ['StartOutboundVoiceContact'],
    async handle(call: AwsCall): Promise<AwsAnswer> {
      const isCall = call.method === 'PUT' && call.path.split('?')[0] === '/contact/outbound-voice';
      if (!isCall) throw new AwsError('UnknownOperationException', 404, 'No such operation here');
      const request = parse(call.body);
      const { content, to } = check(request, options.instances);

      const token = request.ClientToken;
      const earlier = typeof token === 'string' ? placed.get(token) : undefined;
      if (earlier !== undefined && clock.now() - earlier.at < TOKEN_LIFE_MS) return answer(earlier.contactId);

      const contactId = newId();
      if (typeof token === 'string') placed.set(token, { contactId, at: clock.now() });
      const run = runFlow(content, attributesOf(request), listenerOf(to));
      deliver({
        id: contactId,
        channel: 'call',
        to,
        text: run.spoken.join('\n'),
        locale: localeOf(run.languageCode),
        at: new Date(clock.now()).toISOString(),
      });
      return answer(contactId);
    },
  };
}

type Request = Readonly<Record<string, unknown>>;

function parse(body: Buffer): Request {
  let request: unknown;
  try {
    request = JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 400, 'The body is not JSON');
  }
  if (!isRecord(request)) throw new AwsError('SerializationException', 400, 'The body is not an object');
  const unknown = Object.keys(request).find((name) => !MEMBERS.has(name));
  if (unknown !== undefined) throw new AwsError('InvalidRequestException', 400, `Unknown member ${unknown}`);
  return request;
}

/** What Connect looks at before it dials; the order is its own. */
function check(request: Request, instances: readonly ConnectInstance[]): { content: Flow; to: string } {
  const instance = instances.find(({ id }) => id === request.InstanceId);
  if (instance === undefined) throw new AwsError('ResourceNotFoundException', 404, 'No such instance');
  const flowId = request.ContactFlowId;
  const content =
    typeof flowId === 'string' && Object.hasOwn(instance.flows, flowId) ? instance.flows[flowId] : '';
  if (!content) throw new AwsError('ResourceNotFoundException', 404, 'No such contact flow');

  const { SourcePhoneNumber: source, QueueId: queue, DestinationPhoneNumber: to } = request;
  if (source === undefined && queue === undefined) {
    throw new AwsError('InvalidRequestException', 400, 'A source phone number or a queue is needed');
  }
  if (source !== undefined && !instance.phoneNumbers.some((number) => number === source)) {
    throw new AwsError('OutboundContactNotPermittedException', 403, 'The source number is not claimed');
  }
  if (queue !== undefined && !instance.queueIds.some((id) => id === queue)) {
    throw new AwsError('ResourceNotFoundException', 404, 'No such queue');
  }
  if (typeof to !== 'string' || !E164.test(to)) {
    throw new AwsError('InvalidParameterException', 400, 'The destination is not in E.164 form');
  }
  // The template's content was checked when it was built; the interpreter refuses what it doesn't know.
  return { content: JSON.parse(content) as Flow, to };
}

function attributesOf({ Attributes = {} }: Request): Readonly<Record<string, string>> {
  if (!isRecord(Attributes)) throw new AwsError('InvalidParameterException', 400, 'Attributes are not a map');
  const entries = Object.entries(Attributes).map(([name, value]): [string, string] => {
    const isValid = typeof value === 'string' && /^[A-Za-z0-9_-]{1,127}$/.test(name);
    if (!isValid) throw new AwsError('InvalidParameterException', 400, 'An attribute is not valid');
    return [name, value];
  });
  const bytes = entries.reduce((sum, [name, value]) => sum + Buffer.byteLength(name + value), 0);
  if (bytes > MAX_ATTRIBUTES_BYTES)
    throw new AwsError('InvalidParameterException', 400, 'Too many attributes');
  return Object.fromEntries(entries);
}

/** The language for Polly's code, so that texts and calls are labelled alike. */
function localeOf(languageCode: string | undefined): string {
  const spoken = [...LANGUAGES].find(([, { codes }]) => codes.call.voice.languageCode === languageCode);
  return spoken?.[0] ?? languageCode ?? 'und';
}

function answer(ContactId: string): AwsAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ContactId }),
  };
}

function isRecord(value: unknown): value is Request {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
