/** What a function's module needs in its environment to load; whatever it would call, nothing answers there. */

Object.assign(process.env, {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  TABLE_NAME: 'users',
  EVENT_BUS_NAME: 'events',
  MAC_KEY_ARN: 'key',
  KEY_VERSIONS: '1',
  DEFAULT_LOCALE: 'en',
  BRAND: 'Example',
  MAIL_FROM: 'security@portal.example',
});
