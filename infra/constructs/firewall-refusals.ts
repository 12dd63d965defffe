/** What the firewall answers: the contract's problems, but for their media type and request id, which are not its to set. */

import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { PROBLEMS } from '../../shared/contract/problems.ts';

type Refusal = 'request_too_large' | 'too_many_requests';

const RESPONSES: Readonly<Record<Refusal, readonly CfnWebACL.CustomHTTPHeaderProperty[]>> = {
  request_too_large: [],
  // An address is counted anew every few seconds; a minute later there is something to be had again.
  too_many_requests: [{ name: 'Retry-After', value: '60' }],
};

const bodyOf = (code: Refusal): string => {
  const { status, title, detail } = PROBLEMS[code];
  return JSON.stringify({ type: `urn:portal-2fa:problem:${code}`, title, status, detail, code });
};

/** By the problem's code. */
export const REFUSALS: Readonly<Record<Refusal, CfnWebACL.CustomResponseBodyProperty>> = {
  request_too_large: { contentType: 'APPLICATION_JSON', content: bodyOf('request_too_large') },
  too_many_requests: { contentType: 'APPLICATION_JSON', content: bodyOf('too_many_requests') },
};

export const blockWith = (code: Refusal): CfnWebACL.RuleActionProperty => ({
  block: {
    customResponse: {
      responseCode: PROBLEMS[code].status,
      customResponseBodyKey: code,
      responseHeaders: [...RESPONSES[code], { name: 'Cache-Control', value: 'no-store' }],
    },
  },
});
