/** Which of SAM's two commands gets which of the arguments that a developer adds. */

import { samArguments } from '../../local/sam/arguments.ts';

const functions = [
  { name: 'verify-challenge', logicalId: 'verifychallengeFunction99F08A2A', servesApi: true },
  { name: 'publish-events', logicalId: 'EventspublisheventsFunctionC5764776', servesApi: false },
];
const USUAL = ['--warm-containers', 'LAZY', '--skip-pull-image'];

test('containers stay, and Lambda’s image is used as it is here, unless the arguments say otherwise', () => {
  expect(samArguments('', functions)).toEqual({ api: USUAL, lambda: USUAL });

  const { api } = samArguments(' --warm-containers EAGER  --no-memory-limit', functions);

  expect(api).toEqual([...USUAL, '--warm-containers', 'EAGER', '--no-memory-limit']);
});

test('a function is debugged by its name, in the command that serves it', () => {
  const behindApi = samArguments('--debug-port 5858 --debug-function verify-challenge', functions);
  const ofEvents = samArguments('-d 5858 --debug-function=publish-events --add-host a:1.2.3.4', functions);

  expect(behindApi).toEqual({
    api: [...USUAL, '--debug-port', '5858', '--debug-function', 'verifychallengeFunction99F08A2A'],
    lambda: USUAL,
  });
  expect(ofEvents).toEqual({
    api: [...USUAL, '--add-host', 'a:1.2.3.4'],
    lambda: [
      ...USUAL,
      ...['--add-host', 'a:1.2.3.4', '-d', '5858'],
      ...['--debug-function', 'EventspublisheventsFunctionC5764776'],
    ],
  });
});

test('with no function named every one behind the API is debugged, and containers do not stay', () => {
  expect(samArguments('--debug-port 5858', functions)).toEqual({
    api: ['--skip-pull-image', '--debug-port', '5858'],
    lambda: USUAL,
  });
});

test('SAM itself complains about a function that is not there', () => {
  expect(samArguments('-d 5858 --debug-function nothing', functions).api).toContain('nothing');
});
