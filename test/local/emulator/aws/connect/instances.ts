/** Finds in the template what the Connect stand-in has to know: instances, flows, numbers, queues. */

import type { LocalStack, StackResource } from '../../template/stack.ts';
import { isRecord, type Properties } from '../../template/template.ts';
import type { ConnectInstance } from './connect.ts';

/** From `arn:…:instance/<instance>`. */
const instanceId = (arn: string): string => arn.split('/')[1] ?? '';
/** From `arn:…:instance/<instance>/<kind>/<id>`. */
const partId = (arn: string): string => arn.split('/')[3] ?? '';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The template's Connect instances, and those that exist already, each known by the flow that is added to it. */
export function connectInstances(stack: LocalStack): readonly ConnectInstance[] {
  return [...ownInstances(stack), ...existingInstances(stack)];
}

function ownInstances(stack: LocalStack): readonly ConnectInstance[] {
  return stack.ofType('AWS::Connect::Instance').map(({ attributes }) => {
    const arn = text(attributes.Arn);
    const parts = (type: string): readonly StackResource[] =>
      stack
        .ofType(type)
        .filter(({ properties }) => properties.InstanceArn === arn || properties.TargetArn === arn);
    return {
      id: instanceId(arn),
      flows: Object.fromEntries(
        parts('AWS::Connect::ContactFlow').map(({ ref, properties }) => [
          partId(ref),
          text(properties.Content),
        ]),
      ),
      phoneNumbers: parts('AWS::Connect::PhoneNumber').map(({ attributes: of }) => text(of.Address)),
      queueIds: parts('AWS::Connect::Queue').map(({ ref }) => partId(ref)),
    };
  });
}

/** A flow is made there by a call to Connect's API, which the custom resource holds as JSON. */
function existingInstances(stack: LocalStack): readonly ConnectInstance[] {
  return stack.ofType('Custom::ContactFlow').map(({ ref, properties }) => {
    const { InstanceId, Content } = parametersOf(properties.Create);
    return {
      id: text(InstanceId),
      flows: { [ref]: text(Content) },
      phoneNumbers: callingNumbers(stack),
      queueIds: [],
    };
  });
}

function parametersOf(call: unknown): Properties {
  const read: unknown = JSON.parse(text(call));
  return isRecord(read) && isRecord(read.parameters) ? read.parameters : {};
}

/** The numbers that functions call from: those of an instance which the template does not make itself. */
function callingNumbers(stack: LocalStack): readonly string[] {
  return stack.ofType('AWS::Lambda::Function').flatMap(({ properties }) => {
    const { Variables } = isRecord(properties.Environment) ? properties.Environment : {};
    const number = isRecord(Variables) ? Variables.CALL_SOURCE_PHONE_NUMBER : undefined;
    return typeof number === 'string' ? [number] : [];
  });
}
