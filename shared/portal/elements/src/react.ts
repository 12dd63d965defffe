/** The elements as React components. */

import { createElement, type ReactElement, useEffect, useRef } from 'react';
import {
  attributesOf,
  type ChallengeProps,
  type CommonProps,
  connect,
  type Listeners,
  type SecurityProps,
  type SetupProps,
} from './framework/props.ts';

/** What any HTML element has. */
interface HtmlProps {
  readonly id?: string | undefined;
  readonly className?: string | undefined;
  readonly lang?: string | undefined;
}

function component<Props extends CommonProps>(name: string) {
  return function Portal2fa(props: Props & Listeners & HtmlProps): ReactElement {
    const element = useRef<HTMLElement>(null);
    const latest = useRef<Props & Listeners>(props);
    useEffect(() => {
      latest.current = props;
    });
    const hasToken = props.accessToken !== undefined;
    useEffect(
      () => (element.current ? connect(element.current, () => latest.current) : undefined),
      [hasToken, props.client],
    );
    const { id, className, lang } = props;
    return createElement(name, { ref: element, id, className, lang, ...attributesOf(props) });
  };
}

export const Challenge = component<ChallengeProps>('portal-2fa-challenge');
export const Prompt = component<CommonProps>('portal-2fa-prompt');
export const Security = component<SecurityProps>('portal-2fa-security');
export const Setup = component<SetupProps>('portal-2fa-setup');
export const Support = component<CommonProps>('portal-2fa-support');

export type { AssertionEvent } from './element/events.ts';
export type * from './framework/props.ts';
