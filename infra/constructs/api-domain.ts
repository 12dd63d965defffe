/** The API's own domain at API Gateway, where there is no distribution in front. */

import { CfnOutput } from 'aws-cdk-lib';
import {
  ApiMapping,
  DomainName,
  type HttpApi,
  type IHttpStage,
  IpAddressType,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { type DomainSettings, OwnDomain } from './own-domain.ts';

export interface ApiDomainProps {
  readonly domain: DomainSettings;
  readonly api: HttpApi;
  readonly stage: IHttpStage;
}

export class ApiDomain extends Construct {
  constructor(scope: Construct, id: string, { domain, api, stage }: ApiDomainProps) {
    super(scope, id);
    const own = new OwnDomain(this, 'Domain', domain);
    const name = new DomainName(this, 'Name', {
      domainName: own.name,
      certificate: own.certificate,
      securityPolicy: SecurityPolicy.TLS_1_2,
      ipAddressType: IpAddressType.DUAL_STACK,
    });
    new ApiMapping(this, 'Mapping', { api, domainName: name, stage });
    own.pointTo(new ApiGatewayv2DomainProperties(name.regionalDomainName, name.regionalHostedZoneId));
    new CfnOutput(this, 'Target', {
      description: 'Where the records of the domain point, for a zone that is not the stack’s',
      value: name.regionalDomainName,
    });
  }
}
