/** The page in Vue: the challenge as a component. */

import { Challenge } from '@portal-2fa/elements/vue';
import { createApp, h } from 'vue';

const token = async () => (await fetch('/session/token')).text();
const admit = ({ assertion }) => {
  const headers = { 'content-type': 'application/json' };
  return fetch('/session/admit', { method: 'POST', headers, body: JSON.stringify({ assertion }) });
};

createApp(() =>
  h(Challenge, {
    apiUrl: 'http://localhost:3000',
    accessToken: token,
    onAssertion: (event) => event.waitUntil(admit(event.detail)),
    onDone: () => location.assign('/'),
  }),
).mount('#app');
