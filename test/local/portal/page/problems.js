/** What to tell a customer about a problem: some in words of our own, the rest in the service's. */

/** Where customers of the demo find a person. */
export const supportAddress = 'support@mission.example';

/** Ends a piece of work of which the customer needs to be told nothing, or nothing more. */
export class NothingToTell extends Error {}

/** Whether the same request may do better in a moment: the other side failed, or was not reached. */
export const isPassing = ({ status }) => status === 0 || status >= 500;

/** Problems that only waiting or a person solves. Their text is the service's, to the letter. */
const leadsToSupport = new Set(['too_many_requests', 'too_many_attempts']);

const triesLeft = (count) => (count === 1 ? ' You have 1 try left.' : ` You have ${count} tries left.`);

const ownWords = {
  wrong_code: ({ attemptsRemaining }) =>
    `That code is not right, or it has been used already.${attemptsRemaining === undefined ? '' : triesLeft(attemptsRemaining)}`,
  code_expired: () => 'This code has expired. Ask for a new one.',
  challenge_expired: () => 'This took too long. Please start again.',
  challenge_used: () => 'This confirmation has been used already. Please start again.',
  challenge_not_found: () => 'This confirmation is not known any more. Please start again.',
  enrollment_expired: () => 'This set-up has expired. Please start again.',
  resend_too_soon: () => 'A code is on its way. You can ask for another one in a moment.',
  invalid_phone_number: () => 'This is not a complete phone number. Include the country code, such as +1.',
  phone_number_not_supported: () => 'We cannot send codes to this number. Please use another one.',
  delivery_failed: () => 'The code could not be sent. Please try again.',
  delivery_paused: () => 'Codes cannot be sent at the moment. Please try again later.',
};

/** `{ text, needsSupport, retryAfter }`; `retryAfter` in seconds where there is a wait. */
export const explain = (problem) => ({
  text: ownWords[problem.code]?.(problem) ?? problem.message,
  needsSupport: leadsToSupport.has(problem.code),
  retryAfter: problem.retryAfter,
});

const unrecoverable = new Set(['challenge_expired', 'challenge_used', 'challenge_not_found']);

/** Whether the challenge is beyond use, so that only a new one helps. */
export const endsChallenge = (problem) => unrecoverable.has(problem.code);
