/** Time as the servers have it: a customer's own clock may be wrong by any amount. */

let offset = 0;

/** @param now ISO 8601, as just received. */
export const setServerTime = (now) => {
  offset = Date.parse(now) - Date.now();
};

/** Whole seconds from now until an ISO 8601 time, never negative. */
export const secondsUntil = (time) => Math.max(0, Math.ceil((Date.parse(time) - Date.now() - offset) / 1000));

/** The ISO 8601 time that many seconds from now. */
export const inSeconds = (seconds) => new Date(Date.now() + offset + seconds * 1000).toISOString();

/** A wait in words: seconds while somebody would watch them, then minutes, then hours. */
export const waitInWords = (seconds) => {
  if (seconds < 120) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} minutes` : `about ${Math.ceil(minutes / 60)} hours`;
};

/** Calls `tick` with the seconds left, each second and at once, for as long as `element` is on the page. */
export const countDown = (element, until, tick) => {
  const step = () => {
    const left = secondsUntil(until);
    tick(left);
    if (left === 0) clearInterval(timer);
  };
  const timer = setInterval(() => (element.isConnected ? step() : clearInterval(timer)), 1000);
  step();
};
