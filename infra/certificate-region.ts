/** Refuses a certificate of another Region than the API's, which API Gateway would refuse halfway through. */

import { Aws, CfnRule, Fn, type Stack } from 'aws-cdk-lib';
import { regionOf } from '../shared/settings/address.ts';
import { SettingsError } from '../shared/settings/explain.ts';
import type { Settings } from '../shared/settings/settings.ts';

type Given = Pick<Settings, 'domain' | 'cdn'>;

/** The Region that the API has to be in; undefined if any will do. A distribution's certificate has one of its own. */
const wantedRegion = ({ domain, cdn }: Given): string | undefined =>
  cdn === undefined && domain?.certificateArn !== undefined ? regionOf(domain.certificateArn) : undefined;

const told = (wanted: string, deployed: string): string =>
  `The certificate in domain.certificateArn is of ${wanted}, but API Gateway takes one of its own Region alone: make one in ${deployed}, give domain.hostedZone for the stack to make it, or put the distribution of cdn in front.`;

/** Throws a `SettingsError` where the certificate is of another Region than this one. */
export function checkCertificateRegion(region: string, settings: Given): void {
  const wanted = wantedRegion(settings);
  if (wanted !== undefined && wanted !== region) throw new SettingsError(told(wanted, region));
}

/** Where synthesis does not know the Region, CloudFormation refuses, before it makes anything. */
export function refuseCertificateRegion(stack: Stack, settings: Given): void {
  const wanted = wantedRegion(settings);
  if (wanted === undefined) return;
  new CfnRule(stack, 'CertificateIsOfRegion', {
    assertions: [
      { assert: Fn.conditionEquals(Aws.REGION, wanted), assertDescription: told(wanted, 'this Region') },
    ],
  });
}
