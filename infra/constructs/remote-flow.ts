/** A contact flow in a Connect instance that the operator has, in whatever Region that is. */

import { CustomResource } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  AwsCustomResource,
  AwsCustomResourcePolicy,
  type AwsSdkCall,
  PhysicalResourceId,
  PhysicalResourceIdReference,
} from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { sdkCaller } from './sdk-caller.ts';

export interface RemoteFlowProps {
  readonly instanceArn: string;
  /** Of the flow, which an instance has once. */
  readonly name: string;
  readonly description: string;
  /** Flow language, JSON. */
  readonly content: string;
}

/**
 * CloudFormation makes resources in its own Region alone, and in a Region without Connect refuses a template that
 * so much as names them. So calls to Connect's API make the flow, also where the Region is the same: of where a
 * template is deployed synthesis may know nothing.
 */
export class RemoteFlow extends Construct {
  /** Id of the flow. */
  readonly flowId: string;

  constructor(scope: Construct, id: string, { instanceArn, name, description, content }: RemoteFlowProps) {
    super(scope, id);
    const { region, instanceId } = partsOf(instanceArn);
    const call = (action: string, parameters: Readonly<Record<string, unknown>>): AwsSdkCall => ({
      service: 'Connect',
      action,
      region,
      parameters: { InstanceId: instanceId, ...parameters },
      // The answer to the first call has the id; of the others nothing is asked.
      outputPaths: ['ContactFlowId'],
    });
    const ContactFlowId = new PhysicalResourceIdReference();
    // A flow of another instance is another flow: under an id of its own, it is made before this one is removed.
    const flow = new AwsCustomResource(this, `Of${instanceId.slice(-12)}`, {
      resourceType: 'Custom::ContactFlow',
      onCreate: {
        ...call('CreateContactFlow', {
          Name: name,
          Description: description,
          Type: 'CONTACT_FLOW',
          Content: content,
        }),
        physicalResourceId: PhysicalResourceId.fromResponse('ContactFlowId'),
      },
      onUpdate: call('UpdateContactFlowContent', { ContactFlowId, Content: content }),
      onDelete: {
        ...call('DeleteContactFlow', { ContactFlowId }),
        // Gone already, by hand or with its instance.
        ignoreErrorCodesMatching: 'ResourceNotFoundException',
      },
      ...sdkCaller(this),
      policy: AwsCustomResourcePolicy.fromStatements([
        new PolicyStatement({
          actions: [
            'connect:CreateContactFlow',
            'connect:UpdateContactFlowContent',
            'connect:DeleteContactFlow',
          ],
          resources: [`${instanceArn}/contact-flow/*`],
        }),
      ]),
    });
    const resource = flow.node.findChild('Resource');
    if (!(resource instanceof CustomResource))
      throw new Error('CDK makes the custom resource in another way.');
    this.flowId = resource.ref;
  }
}

/** Of `arn:<partition>:connect:<region>:<account>:instance/<id>`, as the settings have it. */
export function partsOf(instanceArn: string): { readonly region: string; readonly instanceId: string } {
  const [, , , region = '', , resource = ''] = instanceArn.split(':');
  return { region, instanceId: resource.replace(/^instance\//, '') };
}
