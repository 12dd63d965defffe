/**
 * How the two stacks of an API with a distribution name what they share: a secret of the API's stack, which Secrets
 * Manager copies to CloudFront's Region.
 */

import type { Settings } from '../shared/settings/settings.ts';

/** Of the JSON in the secret: what is presented, and where the API is. */
export const SECRET_FIELD = 'secret';
export const HOST_FIELD = 'host';

/** @param number of `cdn.originSecrets`. */
export const originSecretName = ({ stackName }: Pick<Settings, 'stackName'>, number: number): string =>
  `${stackName}/origin/${number}`;

/** CloudFormation puts the field's value in its place, and keeps it out of its own logs. @param secret name or ARN. */
export const fieldOf = (secret: string, field: typeof SECRET_FIELD | typeof HOST_FIELD): string =>
  `{{resolve:secretsmanager:${secret}:SecretString:${field}}}`;
