/** What the components of React and Vue have in common: their props, and how these reach an element. */

import type { AssertionEvent } from '../element/events.ts';
import type { AccessToken, Client } from '../service.ts';
import type { OwnMessages } from '../words.ts';

/** Of every component; see the package's README for the attribute or property that each is. */
export interface CommonProps {
  readonly apiUrl?: string | undefined;
  readonly account?: string | undefined;
  readonly brand?: string | undefined;
  /** What the operator offers: `totp`, `sms`, `call`. */
  readonly methods?: readonly string[] | undefined;
  /** `https:` or `mailto:`. */
  readonly supportUrl?: string | undefined;
  readonly headingLevel?: number | undefined;
  /** May be another function each time: the last one given is asked. */
  readonly accessToken?: AccessToken | undefined;
  /** In place of `apiUrl` and `accessToken`. */
  readonly client?: Client | undefined;
  /** As they are when the component is mounted. */
  readonly messages?: OwnMessages | undefined;
}

export interface ChallengeProps extends CommonProps {
  readonly purpose?: 'sign_in' | 'step_up' | undefined;
  /** In the first session after sign-up. */
  readonly signUp?: boolean | undefined;
}

export interface SetupProps extends CommonProps {
  readonly start?: 'totp' | 'phone' | undefined;
}

export interface SecurityProps extends CommonProps {
  /** The customer signs in by SSO, for whom there is no second factor. */
  readonly sso?: boolean | undefined;
}

/** What the customer did, see the package's README. */
export type DoneEvent = CustomEvent<{ readonly result: string }>;
/** `preventDefault()` where the portal shows the prompt itself. */
export type EnrollEvent = CustomEvent<{ readonly methods: readonly string[]; readonly skippable: boolean }>;

export interface Listeners {
  readonly onAssertion?: ((event: AssertionEvent) => void) | undefined;
  readonly onDone?: ((event: DoneEvent) => void) | undefined;
  readonly onEnroll?: ((event: EnrollEvent) => void) | undefined;
}

type Properties = Pick<CommonProps, 'accessToken' | 'client' | 'messages'>;

/** The attributes of an element; those that are undefined are left out by both frameworks. */
export function attributesOf(
  props: Omit<ChallengeProps & SetupProps & SecurityProps, keyof Properties>,
): Readonly<Record<string, string | undefined>> {
  const { apiUrl, account, brand, methods, supportUrl, headingLevel, purpose, signUp, start, sso } = props;
  return {
    'api-url': apiUrl,
    account,
    brand,
    methods: methods?.join(' '),
    'support-url': supportUrl,
    'heading-level': headingLevel?.toString(),
    purpose,
    'sign-up': signUp === true ? '' : undefined,
    start,
    sso: sso === true ? '' : undefined,
  };
}

/**
 * Gives an element on the page its properties and listeners, and defines the elements, which a server could not.
 * @param current asked at each event, so that no listener is one of an earlier rendering.
 * @returns what takes the listeners away.
 */
export function connect(element: HTMLElement, current: () => Properties & Listeners): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const listen = <E extends Event>(name: string, heard: (event: E) => void): void =>
    element.addEventListener(name, (event) => heard(event as E), { signal });
  listen<AssertionEvent>('portal-2fa-assertion', (event) => current().onAssertion?.(event));
  listen<DoneEvent>('portal-2fa-done', (event) => current().onDone?.(event));
  listen<EnrollEvent>('portal-2fa-enroll', (event) => current().onEnroll?.(event));

  const { accessToken, client, messages } = current();
  const token: AccessToken = (options) => (current().accessToken ?? (() => ''))(options);
  Object.assign(
    element,
    messages !== undefined && { messages },
    client !== undefined && { client },
    client === undefined && accessToken !== undefined && { accessToken: token },
  );
  void import('../index.ts');
  return () => listening.abort();
}
