/** CloudFront in front of the API: what it keeps, what it passes on, and by what it proves itself. */

import { Duration } from 'aws-cdk-lib';
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution as CloudFrontDistribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Construct } from 'constructs';
import { OPERATIONS } from '../../shared/contract/operations.ts';
import { ORIGIN_SECRET_HEADER } from '../../shared/contract/origin-header.ts';
import type { OwnDomain } from './own-domain.ts';

export interface DistributionProps {
  readonly domain: OwnDomain;
  readonly firewallArn: string;
  readonly origin: {
    /** Of the API at API Gateway. */
    readonly host: string;
    readonly secret: string;
  };
}

/**
 * Every status that CloudFront keeps an answer of by itself, for ten seconds, whatever the answer says of that: it
 * heeds `no-store` in four of them alone. What one customer was refused must not be another's answer.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html
 */
const KEPT_ERRORS = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

/** API Gateway gives up after 30 seconds, so that what it says arrives. */
const LONGER_THAN_API = Duration.seconds(35);

export class Distribution extends Construct {
  readonly distribution: CloudFrontDistribution;

  constructor(scope: Construct, id: string, { domain, firewallArn, origin }: DistributionProps) {
    super(scope, id);
    const common = {
      origin: new HttpOrigin(origin.host, {
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        originSslProtocols: [OriginSslPolicy.TLS_V1_2],
        readTimeout: LONGER_THAN_API,
        customHeaders: { [ORIGIN_SECRET_HEADER]: origin.secret },
      }),
      // Not redirected: by then a token would have been sent in clear.
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      // What is no operation is told so by API Gateway, as without a distribution.
      allowedMethods: AllowedMethods.ALLOW_ALL,
      responseHeadersPolicy: this.#headers(),
    } satisfies BehaviorOptions;
    const kept: BehaviorOptions = {
      ...common,
      compress: true,
      cachePolicy: this.#publicDocuments(),
      // Without the customer's token and cookies, so that no answer of theirs can be personal.
      originRequestPolicy: OriginRequestPolicy.CORS_CUSTOM_ORIGIN,
    };
    const publicPaths = OPERATIONS.filter(({ access }) => access === 'public').map(({ path }) => path);
    this.distribution = new CloudFrontDistribution(this, 'Distribution', {
      domainNames: [domain.name],
      certificate: domain.certificate,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      enableIpv6: true,
      webAclId: firewallArn,
      defaultBehavior: {
        ...common,
        // What is secret and what a caller chose, compressed together, can be told apart by its length.
        compress: false,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      },
      additionalBehaviors: Object.fromEntries(publicPaths.map((path) => [path, kept])),
      errorResponses: KEPT_ERRORS.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
    });
  }

  /** As long as their `cache-control` says, and nothing that says nothing. */
  #publicDocuments(): CachePolicy {
    return new CachePolicy(this, 'PublicDocuments', {
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.hours(1),
      // API Gateway's answer admits the origin that has asked, and no other.
      headerBehavior: CacheHeaderBehavior.allowList('Origin'),
      queryStringBehavior: CacheQueryStringBehavior.allowList('part'),
      enableAcceptEncodingGzip: true,
    });
  }

  /** Those of the API, for what CloudFront itself answers too; where the API has its own, these win. */
  #headers(): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(730),
          includeSubdomains: true,
          override: true,
        },
        contentTypeOptions: { override: true },
        contentSecurityPolicy: {
          contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
          override: true,
        },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      },
    });
  }
}
