/** The elements as Vue components. */

import { defineComponent, h, onBeforeUnmount, onMounted, type PropType, shallowRef, watch } from 'vue';
import type { AssertionEvent } from './element/events.ts';
import {
  attributesOf,
  type CommonProps,
  connect,
  type DoneEvent,
  type EnrollEvent,
} from './framework/props.ts';

type Given<Key extends keyof CommonProps> = PropType<NonNullable<CommonProps[Key]>>;

const COMMON = {
  apiUrl: String,
  account: String,
  brand: String,
  methods: Array as Given<'methods'>,
  supportUrl: String,
  headingLevel: Number,
  accessToken: Function as Given<'accessToken'>,
  client: Object as Given<'client'>,
  messages: Object as Given<'messages'>,
};

const EMITS = {
  assertion: (_event: AssertionEvent) => true,
  done: (_event: DoneEvent) => true,
  enroll: (_event: EnrollEvent) => true,
};

type Emit = (event: string, detail: Event) => void;

/** Renders the element, and connects it as soon as it is on the page and has its token. */
function render(name: string, props: CommonProps, emit: Emit) {
  const element = shallowRef<HTMLElement>();
  let disconnect: (() => void) | undefined;
  const reconnect = (): void => {
    disconnect?.();
    if (element.value === undefined) return;
    disconnect = connect(element.value, () => ({
      ...props,
      onAssertion: (event) => emit('assertion', event),
      onDone: (event) => emit('done', event),
      onEnroll: (event) => emit('enroll', event),
    }));
  };
  onMounted(reconnect);
  watch(() => [props.accessToken !== undefined, props.client], reconnect);
  onBeforeUnmount(() => disconnect?.());
  return () => h(name, { ref: element, ...attributesOf(props) });
}

export const Challenge = defineComponent({
  name: 'Portal2faChallenge',
  props: { ...COMMON, purpose: String as PropType<'sign_in' | 'step_up'>, signUp: Boolean },
  emits: EMITS,
  setup: (props, { emit }) => render('portal-2fa-challenge', props, emit as Emit),
});
export const Prompt = defineComponent({
  name: 'Portal2faPrompt',
  props: COMMON,
  emits: EMITS,
  setup: (props, { emit }) => render('portal-2fa-prompt', props, emit as Emit),
});
export const Security = defineComponent({
  name: 'Portal2faSecurity',
  props: { ...COMMON, sso: Boolean },
  emits: EMITS,
  setup: (props, { emit }) => render('portal-2fa-security', props, emit as Emit),
});
export const Setup = defineComponent({
  name: 'Portal2faSetup',
  props: { ...COMMON, start: String as PropType<'totp' | 'phone'> },
  emits: EMITS,
  setup: (props, { emit }) => render('portal-2fa-setup', props, emit as Emit),
});
export const Support = defineComponent({
  name: 'Portal2faSupport',
  props: COMMON,
  emits: EMITS,
  setup: (props, { emit }) => render('portal-2fa-support', props, emit as Emit),
});

export type * from './framework/props.ts';
export type { AssertionEvent };
