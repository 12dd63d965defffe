/** What customers do, in the metrics that alarms and the dashboard share. */

import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Channel } from '../../shared/domain/method.ts';
import { count } from './metric.ts';

export const OUTCOMES = ['accepted', 'wrong', 'limited', 'refused', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

type Metrics = Readonly<Record<string, cloudwatch.Metric>>;

/** Codes that were entered to sign in, by how that ended. */
export const signIns = (scope: Construct): Readonly<Record<Outcome, cloudwatch.Metric>> => {
  const by = (outcome: Outcome) => count(scope, 'SignIns', { outcome });
  return {
    accepted: by('accepted'),
    wrong: by('wrong'),
    limited: by('limited'),
    refused: by('refused'),
    failed: by('failed'),
  };
};

/** Codes that were entered to sign in or to set a factor up, and ended so: an expression and its metrics. */
export function entered(
  scope: Construct,
  outcome: Outcome,
): { readonly expression: string; readonly metrics: Metrics } {
  const metrics = {
    [`${outcome}SignIn`]: count(scope, 'SignIns', { outcome }),
    [`${outcome}App`]: count(scope, 'Enrolments', { method: 'totp', outcome }),
    [`${outcome}Phone`]: count(scope, 'Enrolments', { method: 'phone', outcome }),
  };
  return { expression: Object.keys(metrics).join(' + '), metrics };
}

/** Codes that were sent, and of these the ones that came back. */
export function sentCodes(scope: Construct, channels: readonly Channel[]) {
  const sent = Object.fromEntries(
    channels.map((channel) => [channel, count(scope, 'CodesSent', { channel })]),
  );
  const outcome = 'accepted';
  const used = {
    usedToSignIn: count(scope, 'SignIns', { method: 'phone', outcome }),
    usedToEnrol: count(scope, 'Enrolments', { method: 'phone', outcome }),
  };
  const whole = Object.keys(sent).join(' + ');
  return {
    metrics: { ...sent, ...used } satisfies Metrics,
    sent,
    used,
    whole,
    unused: `${whole} - usedToSignIn - usedToEnrol`,
  };
}
