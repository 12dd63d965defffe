/** What a person, and a voicemail, hear of the call; and that the code stays nowhere. */

import { codeCallFlow } from '../../infra/connect-flow/code-call.ts';
import type { Flow } from '../../infra/connect-flow/flow.ts';
import { callAttributes } from '../../shared/wording/call.ts';
import { LOCALES, type Locale } from '../../shared/wording/locale.ts';
import { person, runFlow, voicemail } from '../local/emulator/aws/connect/contact-flow.ts';
import { speak } from '../local/emulator/aws/connect/ssml.ts';

const code = '048151';
const attributes = (locale: Locale = 'en', brand = 'Example Portal') =>
  callAttributes({ locale, code, brand });
const saysCode = (line: string): boolean => line.includes('0 4 8 1 5 1');

describe('the call', () => {
  test('says who calls, asks for a key, says the code twice and says goodbye', async () => {
    const run = runFlow(codeCallFlow(), await attributes(), person);
    expect(run.spoken).toEqual([
      'Hello. This is Example Portal. We are calling with the code that you asked for.',
      'To hear your code, press any key.',
      'Your code is: 0 4 8 1 5 1 Once more: 0 4 8 1 5 1',
      'To hear it again, press any key.',
      'Do not share the code with anyone. Goodbye.',
    ]);
    expect(run.hungUp).toBe(true);
  });

  test('a voicemail gets no code', async () => {
    const run = runFlow(codeCallFlow(), await attributes(), voicemail);
    expect(run.spoken.some(saysCode)).toBe(false);
    expect(run.spoken.at(-1)).toBe('No key was pressed. Goodbye.');
    expect(run.hungUp).toBe(true);
  });

  test('a key at the second time of asking is early enough', async () => {
    const run = runFlow(codeCallFlow(), await attributes(), (asked) => (asked === 2 ? '5' : undefined));
    expect(run.spoken.filter(saysCode)).toHaveLength(1);
  });

  test.each([...'0123456789*#'])('key %s will do', async (key) => {
    const run = runFlow(codeCallFlow(), await attributes(), (asked) => (asked === 1 ? key : undefined));
    expect(run.spoken.filter(saysCode)).toHaveLength(1);
  });

  test('is repeated on a key, but not for ever', async () => {
    const run = runFlow(codeCallFlow(), await attributes(), () => '1');
    expect(run.spoken.filter(saysCode)).toHaveLength(3);
    expect(run.hungUp).toBe(true);
  });

  test('blanks the code before the first word, so that a hang-up leaves none in the contact record', async () => {
    const cut: Flow = { ...codeCallFlow() };
    const Actions = cut.Actions.map((action) =>
      action.Identifier === 'greet' ? { ...action, Type: 'DisconnectParticipant', Transitions: {} } : action,
    );
    const run = runFlow({ ...cut, Actions }, await attributes());
    expect(run.spoken).toEqual([]);
    expect(JSON.stringify(run.attributes)).not.toMatch(/[0-9]<|048151/);
  });

  test('writes no flow log', async () => {
    expect(runFlow(codeCallFlow(), await attributes()).isLogged).toBe(false);
  });

  test('an unknown voice still says the code', async () => {
    const run = runFlow(codeCallFlow(), { ...(await attributes()), voice: '' });
    expect(run.spoken.some(saysCode)).toBe(true);
    expect(run.voice).toBe('Joanna');
  });

  test('attributes that would break the SSML end the call without a word of it', async () => {
    const run = runFlow(codeCallFlow(), {
      ...(await attributes()),
      codeIntro: '<audio src="https://x.example/a"/>',
    });
    expect(run.spoken.some(saysCode)).toBe(false);
    expect(run.hungUp).toBe(true);
  });

  test('a brand with markup is spoken as it is', async () => {
    const run = runFlow(codeCallFlow(), await attributes('en', '<B&C> "x"'));
    expect(run.spoken[0]).toContain('This is <B&C> "x".');
  });

  test.each(LOCALES)('in %s every line is spoken and the code twice', async (locale) => {
    const run = runFlow(codeCallFlow(), await attributes(locale));
    expect(run.spoken).toHaveLength(5);
    expect(run.spoken.join(' ').match(/0 4 8 1 5 1/g)).toHaveLength(2);
    expect(run.spoken.join(' ').replace(/\D/g, '')).toBe(code + code);
    expect(run.spoken.join(' ')).not.toMatch(/[<>&$]/);
  });
});

describe('SSML', () => {
  test.each([
    ['<speak>a<break time="1ms"/>b</speak>', 'a b'],
    ['<speak>a &amp; b</speak>', 'a & b'],
    ['<speak><say-as interpret-as="digits">1</say-as></speak>', '1'],
  ])('%s is heard as %j', (ssml, words) => {
    expect(speak(ssml)).toBe(words);
  });

  test.each(['a', '<speak>a', '<speak>a & b</speak>', '<speak><b>a</b></speak>', '<speak><p>a</speak></p>'])(
    '%s is refused',
    (ssml) => {
      expect(speak(ssml)).toBeUndefined();
    },
  );
});
