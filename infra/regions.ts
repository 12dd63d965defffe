/**
 * What the Regions of AWS lack of what a stack may need, so that a Region which can't do what the settings ask is
 * refused before anything is made.
 */

import { Aws, CfnRule, Fn, type Stack } from 'aws-cdk-lib';
import { SettingsError } from '../shared/settings/explain.ts';
import type { Settings } from '../shared/settings/settings.ts';

/**
 * Regions of the partition `aws`, as of 2026-11, and what is not there: by CloudFormation's schemas of each Region
 * (those of cfn-lint 1.51.0) and by AWS's lists of endpoints (those of botocore 1.43.107). A Region that AWS has
 * equipped since is to be changed here.
 */
const REGIONS = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
] as const;
type Region = (typeof REGIONS)[number];

const all: readonly Region[] = REGIONS;
const allBut = (...without: readonly Region[]): readonly Region[] =>
  REGIONS.filter((region) => !without.includes(region));

/** Something that a stack needs, by its settings, and that only some Regions have. */
interface Need {
  readonly regions: readonly Region[];
  readonly applies: (settings: RegionalSettings) => boolean;
  /** What is missing, and what to do about it; begins after "In <Region>". */
  readonly refusal: string;
}

export type RegionalSettings = Pick<Settings, 'methods' | 'calls' | 'mail' | 'notices'>;

const NEEDS: readonly Need[] = [
  {
    regions: all,
    applies: () => true,
    refusal: 'this service was never looked at: infra/regions.ts has those that it knows.',
  },
  {
    // No `AWS::ApiGatewayV2::Api` in the schemas.
    regions: allBut('ap-east-2', 'ap-southeast-6'),
    applies: () => true,
    refusal: 'API Gateway has no HTTP APIs: choose another Region.',
  },
  {
    // Both `AWS::Connect::Instance` in the schemas and an endpoint; Mumbai and Osaka have the first alone.
    // https://docs.aws.amazon.com/connect/latest/adminguide/regions.html
    regions: [
      'af-south-1',
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-southeast-1',
      'ap-southeast-2',
      'ca-central-1',
      'eu-central-1',
      'eu-west-2',
      'us-east-1',
      'us-west-2',
    ],
    applies: ({ methods, calls }) => methods.includes('call') && calls.kind === 'new',
    refusal:
      'there is no Amazon Connect: take "call" out of methods, or name an instance of another Region ("calls": {"kind": "existing", …}).',
  },
  {
    // SNS hands texts to AWS End User Messaging SMS, which is not everywhere.
    regions: allBut('ap-east-1', 'ap-southeast-5', 'ap-southeast-7'),
    applies: ({ methods }) => methods.includes('sms'),
    refusal: 'SNS sends no texts: take "sms" out of methods, or choose another Region.',
  },
  {
    regions: allBut(
      'ap-east-1',
      'ap-east-2',
      'ap-southeast-4',
      'ap-southeast-6',
      'ap-southeast-7',
      'eu-south-2',
      'mx-central-1',
    ),
    applies: ({ notices, mail }) => notices && mail !== undefined,
    refusal: 'there is no SES for the notices: leave mail out, or choose another Region.',
  },
];

const needsOf = (settings: RegionalSettings): readonly Need[] =>
  NEEDS.filter(({ applies }) => applies(settings));

/** Why these settings can't be deployed there, in a sentence; undefined if they can. */
export function refusalOf(region: string, settings: RegionalSettings): string | undefined {
  const unmet = needsOf(settings).find(({ regions }) => !regions.some((one) => one === region));
  return unmet === undefined ? undefined : `In ${region} ${unmet.refusal}`;
}

/** Throws a `SettingsError` for a Region that can't do what the settings ask. */
export function checkRegion(region: string, settings: RegionalSettings): void {
  const refusal = refusalOf(region, settings);
  if (refusal !== undefined) throw new SettingsError(refusal);
}

/** Where synthesis does not know the Region, CloudFormation refuses one by the same table, before it makes anything. */
export function refuseRegions(stack: Stack, settings: RegionalSettings): void {
  new CfnRule(stack, 'RegionHasAll', {
    assertions: needsOf(settings).map(({ regions, refusal }) => ({
      assert: Fn.conditionContains([...regions], Aws.REGION),
      assertDescription: `In this Region ${refusal}`,
    })),
  });
}
