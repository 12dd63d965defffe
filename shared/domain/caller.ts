/** Who calls, by the verified claims of the portal's access token. */

import type { UserId } from './brand.ts';
import type { LoginMethod } from './login-method.ts';

export interface Caller {
  readonly userId: UserId;
  /** The sign-in session, where the token names one. */
  readonly sid?: string;
  readonly email?: string;
  readonly loginMethod: LoginMethod;
  readonly scopes: readonly string[];
}
