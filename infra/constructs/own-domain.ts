/** The domain of the settings: its certificate and records, as far as they are a stack's to make. */

import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AaaaRecord,
  ARecord,
  HostedZone,
  type IAliasRecordTarget,
  type IHostedZone,
  RecordTarget,
} from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import type { Settings } from '../../shared/settings/settings.ts';

export type DomainSettings = NonNullable<Settings['domain']>;

export class OwnDomain extends Construct {
  readonly name: string;
  readonly certificate: ICertificate;
  readonly #zone: IHostedZone | undefined;

  constructor(scope: Construct, id: string, { name, certificateArn, hostedZone }: DomainSettings) {
    super(scope, id);
    this.name = name;
    this.#zone =
      hostedZone &&
      HostedZone.fromHostedZoneAttributes(this, 'Zone', {
        hostedZoneId: hostedZone.id,
        zoneName: hostedZone.name,
      });
    this.certificate =
      certificateArn === undefined
        ? new Certificate(this, 'Certificate', {
            domainName: name,
            validation: CertificateValidation.fromDns(this.#zone),
          })
        : Certificate.fromCertificateArn(this, 'Certificate', certificateArn);
  }

  /** Points the domain there, in its zone; where the settings have none, that is somebody else's to do. */
  pointTo(target: IAliasRecordTarget): void {
    if (this.#zone === undefined) return;
    const record = {
      zone: this.#zone,
      recordName: `${this.name}.`,
      target: RecordTarget.fromAlias(target),
    };
    new ARecord(this, 'Ipv4', record);
    new AaaaRecord(this, 'Ipv6', record);
  }
}
