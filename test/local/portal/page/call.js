/** A call on the demo's handset: it rings, is answered, asks for a key, and says the code once one is pressed. */
import { h } from './dom.js';

/**
 * What is said comes in lines, as the deployed contact flow says them to somebody who presses a key when first asked:
 * the greeting, the request for a key, the code, the offer to hear it again, the goodbye. Here the pauses for the key
 * are the visitor's.
 */
const inTurns = (text) => {
  const [greeting = '', request = '', code = '', offer = '', ...goodbye] = text.split('\n');
  return { opening: [greeting, request], code: [code, offer], goodbye };
};

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/** How often the flow says the code at most. */
const timesSaid = 3;

/** Of a message of channel `call`: starts ringing. */
export const callCard = ({ text, locale }) => {
  const { opening, code, goodbye } = inTurns(text);
  const heard = h('div', { class: 'received-text', lang: locale, dir: 'auto', role: 'log' });
  const controls = h('div', { class: 'call-controls' });
  let said = 0;

  const say = (lines) => heard.append(...lines.map((line) => h('p', {}, line)));
  const control = (label, onclick, kind) => h('button', { type: 'button', class: kind, onclick }, label);
  const end = (words) => {
    element.classList.remove('ringing');
    controls.replaceChildren(h('span', { class: 'hint' }, words), control('Call back', answer, 'link'));
  };
  const press = () => {
    said += 1;
    if (said > timesSaid) {
      say(goodbye);
      return end('Call ended');
    }
    say(code);
  };
  const answer = () => {
    said = 0;
    element.classList.remove('ringing');
    heard.replaceChildren();
    say(opening);
    controls.replaceChildren(
      h(
        'div',
        { class: 'keypad', role: 'group', 'aria-label': 'Keypad' },
        keys.map((key) => control(key, press, 'secondary')),
      ),
      control('Hang up', () => end('Call ended'), 'hang-up'),
    );
    controls.querySelector('button').focus();
  };

  const element = h('div', { class: 'call ringing' }, heard, controls);
  controls.append(
    h('span', { class: 'rings' }, 'Ringing …'),
    control('Answer', answer, 'answer'),
    control('Decline', () => end('Declined'), 'hang-up'),
  );
  return element;
};
