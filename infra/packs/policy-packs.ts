/** The rule packs of cdk-nag as one of CDK's validations, with the acknowledgements of this project. */

import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
} from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } from 'cdk-nag';
import { ACKNOWLEDGED } from './acknowledged.ts';
import { type Finding, findingOf, openIn } from './finding.ts';

/**
 * It acknowledges by itself, and not by `Validations.acknowledge`: that one takes no id with `::` in it, which those of
 * wildcards have, and does not say which acknowledgement has met nothing.
 */
export class PolicyPacks implements IPolicyValidationPlugin {
  readonly name = 'cdk-nag';
  /** All that was found, acknowledged or not. */
  readonly findings: Finding[] = [];

  validate({ appConstruct }: IPolicyValidationContext): PolicyValidationPluginReport {
    const violations = [new AwsSolutionsChecks(), new ServerlessChecks(), new NIST80053R5Checks()]
      .flatMap((pack) => pack.validateScope(appConstruct).violations)
      .flatMap((violation) => {
        const violatingResources = violation.violatingResources.filter(({ constructPath = '' }) => {
          const finding = findingOf(violation.ruleName, constructPath);
          this.findings.push(finding);
          return openIn([finding], ACKNOWLEDGED).length > 0;
        });
        return violatingResources.length === 0 ? [] : [{ ...violation, violatingResources }];
      });
    return { success: violations.length === 0, violations };
  }
}
