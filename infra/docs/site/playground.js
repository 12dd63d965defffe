/** The playground: an element for a new customer, with what the controls say, and the messages that arrive. */

const PROPERTIES = [
  ...['ink', 'muted', 'surface', 'sunken', 'line', 'accent', 'on-accent', 'danger', 'danger-surface'],
  ...['warning', 'warning-surface', 'good', 'good-surface', 'radius', 'gap'],
];
const controls = document.querySelector('#controls');
const stage = document.querySelector('#stage');
const handset = document.querySelector('#handset');

for (const name of PROPERTIES) {
  const input = Object.assign(document.createElement('input'), { name: `--portal-2fa-${name}` });
  const label = document.createElement('label');
  label.append(`${name} `, input);
  document.querySelector('#properties').append(label);
}

/** An access token of the local identity provider for this customer. */
async function issueToken(customer) {
  const response = await fetch('/local/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(customer),
  });
  return (await response.json()).access_token;
}

function look() {
  stage.style.colorScheme = controls.elements.scheme.value;
  for (const input of controls.querySelectorAll('input')) stage.style.setProperty(input.name, input.value);
}

function start() {
  const sub = `playground-${crypto.randomUUID()}`;
  const customer = {
    sub,
    email: `${sub}@mission.example`,
    login_method: 'password',
    sid: crypto.randomUUID(),
  };
  const element = document.createElement(controls.elements.element.value);
  element.lang = controls.elements.lang.value;
  element.accessToken = () => issueToken(customer);
  element.addEventListener('portal-2fa-done', ({ detail }) => stage.append(`Done: ${detail.result}`));
  stage.replaceChildren(element);
}

async function readHandset() {
  const { messages } = await (await fetch('/local/messages')).json();
  const latest = messages.slice(-5).reverse();
  handset.replaceChildren(
    ...latest.map(({ to, text }) => {
      const item = document.createElement('li');
      item.textContent = `${to}: ${text}`;
      return item;
    }),
  );
  setTimeout(readHandset, 2000);
}

controls.addEventListener('input', look);
controls.addEventListener('submit', (event) => {
  event.preventDefault();
  start();
});
start();
void readHandset();
