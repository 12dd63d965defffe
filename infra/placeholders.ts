/** Refuses to deploy the settings that `cdk.json` has for trying things out, before anything is created. */

import { CfnParameter, CfnRule, Fn, type Stack } from 'aws-cdk-lib';
import type { Settings } from '../shared/settings/settings.ts';

/** Nobody can own a domain of it (RFC 2606 §2). */
const PLACEHOLDER = '.example';

/**
 * API Gateway looks for the issuer when the authorizer is made, which is late: by then there is a table, and a
 * telephone number is claimed. CloudFormation checks rules first; synthesis does not know whether a deployment
 * follows, and goes through. A rule must look at a parameter, hence this one, which says the same either way.
 */
export function refusePlaceholders(stack: Stack, { issuer }: Pick<Settings, 'issuer'>): void {
  if (!new URL(issuer).hostname.endsWith(PLACEHOLDER)) return;
  const domain = new CfnParameter(stack, 'IssuerDomain', {
    description: 'Of the issuer in the settings; not to be changed here.',
    default: PLACEHOLDER,
    allowedValues: [PLACEHOLDER],
  });
  new CfnRule(stack, 'IssuerExists', {
    assertions: [
      {
        assert: Fn.conditionNot(Fn.conditionEquals(domain.valueAsString, PLACEHOLDER)),
        assertDescription: `The issuer ${issuer} is a placeholder. Deploy with your own: -c settings=settings.json`,
      },
    ],
  });
}
