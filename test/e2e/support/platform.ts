/** What the tests of this Jest project run on: the local system's own gateway, or SAM's containers. */

import { randomUUID } from 'node:crypto';
import { samPlatform } from '../../local/sam/platform.ts';
import type { LocalSystemOptions } from '../../local/system.ts';

/** Set by the Jest project `sam`. */
export const onSam: boolean = Reflect.get(globalThis, 'onSam') === true;

export const platformOptions = (): Pick<LocalSystemOptions, 'platform'> =>
  onSam
    ? { platform: samPlatform({ folder: `cdk.out/sam-${randomUUID()}`, temporary: true, lambdaPort: 0 }) }
    : {};

/** A test about the gateway itself, where SAM's answers otherwise than API Gateway. */
export const gatewayTest = onSam ? test.skip : test;
