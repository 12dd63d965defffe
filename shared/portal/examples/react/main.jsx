/** The page in React: the challenge as a component. */

import { Challenge } from '@portal-2fa/elements/react';
import { createRoot } from 'react-dom/client';

const token = async () => (await fetch('/session/token')).text();
const admit = ({ assertion }) => {
  const headers = { 'content-type': 'application/json' };
  return fetch('/session/admit', { method: 'POST', headers, body: JSON.stringify({ assertion }) });
};

createRoot(document.getElementById('root')).render(
  <Challenge
    apiUrl="http://localhost:3000"
    accessToken={token}
    onAssertion={(event) => event.waitUntil(admit(event.detail))}
    onDone={() => location.assign('/')}
  />,
);
