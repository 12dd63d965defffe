/** Step-up: a change to the second factor first takes a proof of the current one. */
import { createChallenge } from './components/challenge.js';
import { h, newId } from './dom.js';
import { explain, NothingToTell } from './problems.js';

/** A proof is good for five minutes; a little less leaves time for the call that uses it. */
const proofLifetimeMs = 4.5 * 60_000;

/**
 * What a dialog shuts off while it is open. A modal `<dialog>` would shut off the demo's handset as well, and with it
 * the code that the dialog asks for.
 */
const shutOff = (isOff) => {
  for (const id of ['masthead', 'main']) document.getElementById(id).inert = isOff;
};

/** Asks for the current factor in a dialog and gives the assertion; rejects with `NothingToTell` if it is closed. */
const askForProof = async (api, reason) => {
  const startChallenge = () => api.startStepUp();
  const first = await startChallenge();
  return new Promise((resolve, reject) => {
    const opener = document.activeElement;
    const titleId = newId('step-up');
    const body = h('div', {});
    const finish = (settle, value) => {
      shutOff(false);
      layer.remove();
      opener?.focus();
      settle(value);
    };
    const cancel = () => finish(reject, new NothingToTell());
    const present = (challenge, remark) =>
      body.replaceChildren(
        createChallenge({
          api,
          challenge,
          remark,
          onVerified: ({ assertion }) => finish(resolve, assertion),
          onEnded: async (problem) => present(await startChallenge(), explain(problem).text),
        }),
      );
    const layer = h(
      'div',
      { class: 'dialog-layer', onkeydown: (event) => event.key === 'Escape' && cancel() },
      h(
        'section',
        { class: 'card', role: 'dialog', 'aria-labelledby': titleId },
        h('h2', { id: titleId, tabindex: '-1' }, 'First, confirm that it is you'),
        h('p', {}, reason),
        body,
        h('button', { type: 'button', class: 'link quiet', onclick: cancel }, 'Cancel'),
      ),
    );
    present(first);
    shutOff(true);
    document.body.append(layer);
    (layer.querySelector('form:not([hidden]) [data-focus]') ?? layer.querySelector('h2')).focus();
  });
};

/**
 * Makes a `withStepUp(reason, call)`: it runs `call(assertion)`, asking for a proof only if the service says so, and
 * keeps a proof for the calls that follow.
 */
export const createStepUp = (api) => {
  let proof;
  const currentProof = () => (proof && proof.until > Date.now() ? proof.assertion : undefined);
  return async (reason, call) => {
    try {
      return await call(currentProof());
    } catch (problem) {
      if (problem.code !== 'step_up_required') throw problem;
      const assertion = await askForProof(api, reason);
      proof = { assertion, until: Date.now() + proofLifetimeMs };
      return call(assertion);
    }
  };
};
