/** The service as the elements call it: by the client. */

import { type Client, type ClientOptions, createClient } from '../../client/src/client.ts';

/** Gives the customer's access token; `renew` asks for a new one, because the last was refused. */
export type AccessToken = ClientOptions['accessToken'];
export { type Client, createClient };
