/** Whether the customer may leave a view: not while something is shown there that is never shown again. */

const LEAVE = 'portal-2fa-leave';

/**
 * For the portal's router: asks before it changes the page. False means: stay, the element has told the customer why.
 * Without this module it is `document.dispatchEvent(new Event('portal-2fa-leave', { cancelable: true }))`.
 */
export const mayLeave = (): boolean => document.dispatchEvent(new Event(LEAVE, { cancelable: true }));

/** Holds the customer until the function that it gives is called; `onHeld` says why. */
export const hold = (onHeld: () => void): (() => void) => {
  const leaving = (event: Event): void => {
    event.preventDefault();
    onHeld();
  };
  const unloading = (event: Event): void => event.preventDefault();
  document.addEventListener(LEAVE, leaving);
  window.addEventListener('beforeunload', unloading);
  return () => {
    document.removeEventListener(LEAVE, leaving);
    window.removeEventListener('beforeunload', unloading);
  };
};
