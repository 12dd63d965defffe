/**
 * Stands in for the SDK's credential chain in the bundles: Lambda hands credentials over in the environment,
 * and the rest of the chain (files, SSO, instance metadata) is a third of a bundle and of its start.
 */

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Lambda sets them when it starts the execution environment and never again. */
let credentials: Credentials | undefined;

export const defaultProvider = () => async (): Promise<Credentials> => {
  credentials ??= fromEnvironment();
  return credentials;
};

function fromEnvironment(): Credentials {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = process.env;
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new Error('The environment holds no AWS credentials.');
  }
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}
