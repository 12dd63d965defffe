/** The template's Amazon Connect instances: flows, claimed numbers and queues, as the stand-in needs them. */

import type { LocalStack } from '../template/stack.ts';
import { asString } from '../template/template.ts';
import type { ConnectInstance } from './connect.ts';

const idOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

export function readConnectInstances(stack: LocalStack): readonly ConnectInstance[] {
  const numbers = stack.ofType('AWS::Connect::PhoneNumber');
  return stack.ofType('AWS::Connect::Instance').map(({ ref: instanceArn, attributes }) => {
    const within = (type: string) =>
      stack.ofType(type).filter(({ properties }) => properties.InstanceArn === instanceArn);
    return {
      id: attributes.Id ?? '',
      flows: Object.fromEntries(
        within('AWS::Connect::ContactFlow').map(({ ref, properties, logicalId }) => [
          idOf(ref),
          asString(properties.Content, logicalId),
        ]),
      ),
      phoneNumbers: numbers
        .filter(({ properties }) => properties.TargetArn === instanceArn)
        .flatMap(({ attributes: { Address } }) => (Address === undefined ? [] : [Address])),
      queueIds: within('AWS::Connect::Queue').map(({ ref }) => idOf(ref)),
    };
  });
}
