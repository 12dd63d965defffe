/** The contact flow of the call that says a code. */

import {
  contactAttribute,
  type Flow,
  flowAttribute,
  hangUp,
  loop,
  say,
  setContactAttributes,
  setFlowAttributes,
  setLanguage,
  setVoice,
  switchLoggingOff,
  waitForKey,
} from './flow.ts';

/** How often a key is asked for: a person may still be lifting the phone to the ear at the first time. */
const TIMES_ASKED = 2;
/** How long to wait for a key, each time. */
const SECONDS_FOR_A_KEY = 6;
/** How often the code is said at most, each time twice in a row. */
const TIMES_SAID = 3;

const DIGITS = 'digits';

/** The code twice; the attributes are SSML already, see `callAttributes`. */
const CODE_TWICE = [
  '<speak>',
  `${contactAttribute('codeIntro')} <break time="500ms"/>`,
  `${flowAttribute(DIGITS)} <break time="1500ms"/>`,
  `${contactAttribute('again')} <break time="500ms"/>`,
  `${flowAttribute(DIGITS)} <break time="500ms"/>`,
  '</speak>',
].join('');

/**
 * The flow reads its words from the contact's attributes (`CallAttributes`) and holds no language itself.
 *
 * Contact attributes are kept in the contact's record for two years, and a flow stops where the person hangs
 * up, most often right after hearing the code. So the code is moved to a flow attribute, which ends with the
 * flow, and blanked in the contact before the first word; Connect has no later moment that always comes.
 */
export function codeCallFlow(): Flow {
  return {
    Version: '2019-10-30',
    StartAction: 'logging off',
    Actions: [
      switchLoggingOff('logging off', 'voice'),
      // An unknown voice leaves Connect's default one, which still can say digits.
      setVoice(
        'voice',
        { id: contactAttribute('voice'), engine: contactAttribute('engine') },
        { next: 'language', onError: 'language' },
      ),
      setLanguage('language', contactAttribute('languageCode'), { next: 'keep code', onError: 'keep code' }),
      setFlowAttributes(
        'keep code',
        { [DIGITS]: contactAttribute(DIGITS) },
        { next: 'blank code', onError: 'blank lost code' },
      ),
      setContactAttributes('blank code', { [DIGITS]: '' }, { next: 'greet', onError: 'greet' }),
      setContactAttributes('blank lost code', { [DIGITS]: '' }, { next: 'hang up', onError: 'hang up' }),
      say('greet', { Text: contactAttribute('greeting') }, { next: 'ask again', onError: 'hang up' }),

      loop('ask again', TIMES_ASKED, { again: 'ask', done: 'no key' }),
      waitForKey(
        'ask',
        { text: contactAttribute('pressKey'), seconds: SECONDS_FOR_A_KEY },
        { onKey: 'say again', onSilence: 'ask again', onError: 'no key' },
      ),
      say('no key', { Text: contactAttribute('noKey') }, { next: 'hang up', onError: 'hang up' }),

      loop('say again', TIMES_SAID, { again: 'say code', done: 'goodbye' }),
      say('say code', { SSML: CODE_TWICE }, { next: 'offer', onError: 'hang up' }),
      waitForKey(
        'offer',
        { text: contactAttribute('repeat'), seconds: SECONDS_FOR_A_KEY },
        { onKey: 'say again', onSilence: 'goodbye', onError: 'goodbye' },
      ),

      say('goodbye', { Text: contactAttribute('goodbye') }, { next: 'hang up', onError: 'hang up' }),
      hangUp('hang up'),
    ],
  };
}
