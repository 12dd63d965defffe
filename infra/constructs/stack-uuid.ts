/** What tells one creation of a stack from all others, in AWS at large. */

import { Aws, Fn } from 'aws-cdk-lib';

/** Last part of the stack's id, `arn:…:stack/<name>/<uuid>`. */
export const stackUuid = (): string => Fn.select(2, Fn.split('/', Aws.STACK_ID));
