/** Refuses a change of settings that would give up the telephone number that the stack has claimed. */

import { CfnParameter, CfnRule, Fn, type Stack } from 'aws-cdk-lib';
import type { Settings } from '../shared/settings/settings.ts';

/** A stack that claims no number. */
const NONE = 'none';

/** What decides which instance and number the stack has: a change of any of it makes others. */
export function numberIdentity({ methods, calls }: Pick<Settings, 'methods' | 'calls'>): string {
  if (!methods.includes('call') || calls.kind === 'existing') return NONE;
  const { countryCode, numberType, instanceAlias } = calls;
  return [countryCode, numberType, ...(instanceAlias === undefined ? [] : [instanceAlias])].join(' ');
}

/**
 * A released number is somebody else's soon, and counts for up to 180 days against what the account may claim.
 * Synthesis does not know what is deployed, but CloudFormation does: `cdk deploy` keeps a parameter's value from one
 * deployment to the next (`--previous-parameters`), so this one holds what the stack was made with, and the rule
 * compares it with the settings of today before anything is changed.
 */
export function refuseOtherNumber(
  stack: Stack,
  settings: Pick<Settings, 'methods' | 'calls' | 'retainData'>,
): void {
  if (!settings.retainData) return;
  const identity = numberIdentity(settings);
  const claimed = new CfnParameter(stack, 'ClaimedNumber', {
    description: 'What the stack’s telephone number was claimed by; kept from deployment to deployment.',
    default: identity,
  });
  new CfnRule(stack, 'NumberIsKept', {
    assertions: [
      {
        assert: Fn.conditionEquals(claimed.valueAsString, identity),
        assertDescription: `The telephone number of this stack was claimed by other settings of methods and calls (see its parameter ClaimedNumber) than these (${identity}). Keep those settings; or, if calls are to come from elsewhere, see "Another telephone number" in docs/operations.md and deploy with --parameters ClaimedNumber='${identity}'.`,
      },
    ],
  });
}
