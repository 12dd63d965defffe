/** CloudFormation's references to secrets: here each has a value that follows from its name, in every stack the same. */

import { createHash } from 'node:crypto';

/** `{{resolve:secretsmanager:<name or ARN>:SecretString:<field of its JSON>}}` */
const REFERENCE =
  /\{\{resolve:secretsmanager:(?:arn:[^}]*?:secret:)?(?<name>[^:}]+):SecretString:(?<field>[^:}]*)[^}]*\}\}/g;

/** The text with the values in place of the references. */
export const resolveSecrets = (text: string): string =>
  text.replace(REFERENCE, (_reference, name: string, field: string) =>
    createHash('sha256').update(`${name}/${field}`).digest('hex'),
  );
