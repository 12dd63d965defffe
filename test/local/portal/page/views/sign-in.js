/** The first factor: who is it? */
import * as backend from '../backend.js';
import { atLeast, createField, required } from '../components/field.js';
import { createButton, createForm } from '../components/form.js';
import { createNotice } from '../components/notice.js';
import { h } from '../dom.js';

const demoHint = () =>
  h(
    'p',
    { class: 'demo-hint' },
    'Demo customers: ada@, sam@ and noor@mission.example; support agent: mia@mission.example. Password ',
    h('code', {}, 'mission-control'),
  );

const emailField = (attributes = {}) =>
  createField({
    label: 'Email address',
    type: 'email',
    autocomplete: 'username',
    check: required('your email address'),
    ...attributes,
  });

const frame = (...content) =>
  h(
    'div',
    { class: 'sign-in' },
    h(
      'div',
      { class: 'sign-in-picture', 'aria-hidden': 'true' },
      h('img', { src: 'orbit.svg', alt: '' }),
      h('p', {}, 'Your lines, your data, your invoices. One place to steer them from.'),
    ),
    h('section', { class: 'card sign-in-card' }, ...content),
  );

/** @param onSignedIn Called with the session, then in state `primary_ok`. */
export const signInView = ({ onSignedIn, onSignUp, message }) => {
  const notice = createNotice();
  const email = emailField({ 'data-focus': true });
  const password = createField({
    label: 'Password',
    type: 'password',
    autocomplete: 'current-password',
    check: required('your password'),
  });
  const outside = (label, provider) =>
    createButton({
      label,
      notice,
      onClick: async () => onSignedIn(await backend.signInWith(provider, email.read())),
    });
  return frame(
    h('h1', {}, 'Sign in'),
    message && h('p', { class: 'message', role: 'status' }, message),
    createForm({
      label: 'Sign in',
      notice,
      content: [email.element, password.element],
      onSubmit: async () => onSignedIn(await backend.signInWithPassword(email.read(), password.read())),
    }),
    h('p', { class: 'or' }, 'or'),
    h('div', { class: 'stack' }, outside('Continue with OAuth', 'oauth'), outside('SSO (SAML)', 'saml')),
    h(
      'p',
      {},
      'New here? ',
      h('button', { type: 'button', class: 'link', onclick: onSignUp }, 'Create an account'),
    ),
    demoHint(),
  );
};

/** @param onSignedIn As for signing in; the session's `isSignUp` is then true. */
export const signUpView = ({ onSignedIn, onSignIn }) => {
  const notice = createNotice();
  const name = createField({
    label: 'Name',
    autocomplete: 'name',
    check: required('your name'),
    'data-focus': true,
  });
  const email = emailField();
  const password = createField({
    label: 'Password',
    hint: 'At least 8 characters.',
    type: 'password',
    autocomplete: 'new-password',
    check: atLeast(8),
  });
  return frame(
    h('h1', {}, 'Create an account'),
    createForm({
      label: 'Create account',
      notice,
      content: [name.element, email.element, password.element],
      onSubmit: async () => onSignedIn(await backend.signUp(name.read(), email.read(), password.read())),
    }),
    h(
      'p',
      {},
      'Already a customer? ',
      h('button', { type: 'button', class: 'link', onclick: onSignIn }, 'Sign in'),
    ),
  );
};
