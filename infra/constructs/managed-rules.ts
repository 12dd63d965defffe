/**
 * AWS's rules that the firewall asks, and those of them that only count, as they would refuse what the contract allows.
 * WAF passes over a name that it does not know: these are as documented in 2026-11.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */

export interface ManagedRules {
  readonly name: string;
  /** Whether none of them refuses. */
  readonly countsOnly: boolean;
  /** Those that do not. */
  readonly counted: readonly string[];
}

export const MANAGED_RULES: readonly ManagedRules[] = [
  { name: 'AWSManagedRulesAmazonIpReputationList', countsOnly: false, counted: [] },
  // Customers use VPNs, and backends are hosted: what comes from there is worth seeing, and no reason to refuse.
  { name: 'AWSManagedRulesAnonymousIpList', countsOnly: true, counted: [] },
  {
    name: 'AWSManagedRulesKnownBadInputsRuleSet',
    countsOnly: false,
    counted: ['JavaDeserializationRCE_BODY', 'Log4JRCE_BODY', 'ReactJSRCE_BODY'],
  },
  {
    name: 'AWSManagedRulesCommonRuleSet',
    countsOnly: false,
    counted: [
      // The contract allows twice its 8 KB; `BodySize` is the limit.
      'SizeRestrictions_BODY',
      // The reason of a reset is free text: support may quote an address, a path or markup.
      'CrossSiteScripting_BODY',
      'EC2MetaDataSSRF_BODY',
      'GenericLFI_BODY',
      'GenericRFI_BODY',
      // The id of a user, which is in the paths of support, may be an address or end like a file.
      'GenericRFI_URIPATH',
      'RestrictedExtensions_URIPATH',
      // No client has to name itself.
      'NoUserAgent_HEADER',
    ],
  },
];
