/** What to tell a customer about a problem with the portal itself. */

/** Where customers of the demo find a person. */
export const supportAddress = 'support@mission.example';

/** Ends a piece of work of which the customer needs to be told nothing, or nothing more. */
export class NothingToTell extends Error {}

/** Whether the same request may do better in a moment: the other side failed, or was not reached. */
export const isPassing = ({ status }) => status === 0 || status >= 500;

/** Problems that only waiting or a person solves. */
const leadsToSupport = new Set(['too_many_requests', 'too_many_attempts']);

/** In the portal's words; what has none is told as the backend does, which says it to customers. */
const ownWords = {
  invalid_request: 'Something in this form is not as it should be. Check each field and try again.',
  unsupported_media_type: 'This page is out of date. Reload it and try again.',
  request_too_large: 'What you entered is too long. Shorten it and try again.',
  unexpected: 'Something went wrong. Please try again.',
};

/** `{ text, needsSupport, retryAfter }`; `retryAfter` in seconds where there is a wait. */
export const explain = (problem) => ({
  text: ownWords[problem.code] ?? problem.message,
  needsSupport: leadsToSupport.has(problem.code),
  retryAfter: problem.retryAfter,
});
