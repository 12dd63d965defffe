/** Finds in the template what the Connect stand-in has to know: instances, flows, numbers, queues. */

import type { LocalStack, StackResource } from '../../template/stack.ts';
import { isRecord } from '../../template/template.ts';
import type { ConnectInstance } from './connect.ts';

/** From `arn:…:instance/<instance>/<kind>/<id>`. */
const partId = (arn: string): string => arn.split('/')[3] ?? '';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * The template's Connect instances. Where it uses one that exists already, that one is known by the contact
 * flow which the template adds to it, and has the numbers that the functions call from.
 */
export function connectInstances(stack: LocalStack): readonly ConnectInstance[] {
  const flows = stack.ofType('AWS::Connect::ContactFlow');
  const numbers = stack.ofType('AWS::Connect::PhoneNumber');
  const queues = stack.ofType('AWS::Connect::Queue');
  const own = stack.ofType('AWS::Connect::Instance').map(({ attributes }) => text(attributes.Arn));
  const arns = new Set([...own, ...flows.map(({ properties }) => text(properties.InstanceArn))]);

  return [...arns].map((arn) => {
    const ofInstance = ({ properties }: StackResource): boolean =>
      properties.InstanceArn === arn || properties.TargetArn === arn;
    return {
      id: arn.split('/')[1] ?? '',
      flows: Object.fromEntries(
        flows.filter(ofInstance).map(({ ref, properties }) => [partId(ref), text(properties.Content)]),
      ),
      phoneNumbers: own.includes(arn)
        ? numbers.filter(ofInstance).map(({ attributes }) => text(attributes.Address))
        : callingNumbers(stack),
      queueIds: queues.filter(ofInstance).map(({ ref }) => partId(ref)),
    };
  });
}

/** The numbers that functions call from: those of an instance which the template does not make itself. */
function callingNumbers(stack: LocalStack): readonly string[] {
  return stack.ofType('AWS::Lambda::Function').flatMap(({ properties }) => {
    const { Variables } = isRecord(properties.Environment) ? properties.Environment : {};
    const number = isRecord(Variables) ? Variables.CALL_SOURCE_PHONE_NUMBER : undefined;
    return typeof number === 'string' ? [number] : [];
  });
}
