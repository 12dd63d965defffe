/** SQS stand-in: the template's queues, which here only ever hold what could not be delivered elsewhere. */

import { createHash, randomUUID } from 'node:crypto';
import type { LocalStack } from '../../template/stack.ts';
import { jsonAnswer, parseBody } from '../json.ts';
import { AwsError, type StandIn } from '../stand-in.ts';

export interface QueuedMessage {
  readonly id: string;
  readonly body: string;
}

export interface SqsStandIn extends StandIn {
  /** Puts a message into the queue of this ARN or URL. */
  send(queue: string, body: string): QueuedMessage;
  /** What is in the queues whose logical id starts so, oldest first. */
  messages(logicalIdPrefix: string): readonly QueuedMessage[];
}

export function createSqsStandIn(stack: LocalStack): SqsStandIn {
  const queues = new Map(
    stack.ofType('AWS::SQS::Queue').map(({ logicalId }) => [logicalId, [] as QueuedMessage[]]),
  );

  const queueOf = (arnOrUrl: string): QueuedMessage[] => {
    const queue = queues.get(stack.find('AWS::SQS::Queue', arnOrUrl)?.logicalId ?? '');
    if (queue === undefined)
      throw new AwsError('QueueDoesNotExist', 400, 'The specified queue does not exist.');
    return queue;
  };

  const send = (arnOrUrl: string, body: string): QueuedMessage => {
    const message = { id: randomUUID(), body };
    queueOf(arnOrUrl).push(message);
    return message;
  };

  return {
    actions: ['SendMessage'],
    send,
    messages: (prefix) =>
      [...queues].flatMap(([logicalId, queue]) => (logicalId.startsWith(prefix) ? queue : [])),
    handle: async (call) => {
      const body = parseBody(call.body);
      const text = typeof body.MessageBody === 'string' ? body.MessageBody : '';
      const message = send(typeof body.QueueUrl === 'string' ? body.QueueUrl : '', text);
      const digest = createHash('md5').update(text).digest('hex');
      return jsonAnswer({ MessageId: message.id, MD5OfMessageBody: digest });
    },
  };
}
