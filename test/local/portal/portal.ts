/** The reference portal: its page, the sample backend, the identity provider and the local system's helpers. */
import { fileURLToPath } from 'node:url';
import { type Admission, createAdmission } from '../../../shared/portal/admission/src/admission.ts';
import { usedInMemory } from '../../../shared/portal/admission/src/used-assertions.ts';
import { listen, type MachineAddress } from '../host/listen.ts';
import { createAccounts } from './backend/accounts.ts';
import { createPasswordLimit } from './backend/password-limit.ts';
import { sessionRoutes } from './backend/session-routes.ts';
import { createSessions } from './backend/sessions.ts';
import { documentation } from './documentation.ts';
import { answerBy, type Routes } from './http.ts';
import { createIdentityProvider } from './identity-provider.ts';
import { type LocalControls, localRoutes } from './local-routes.ts';
import { staticFiles } from './static-files.ts';

export interface PortalOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Where the 2FA service is; asked only while serving, so it may be known later than the portal's address. */
  readonly apiUrl: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The identity provider's RSA key, PKCS #8 PEM. */
  readonly signingKeyPem: string;
  readonly controls: LocalControls;
  /** `aud` of access tokens. */
  readonly audience: string;
  /** What the operator offers to set up. */
  readonly methods: readonly string[];
  /** `aud` of assertions. */
  readonly assertionAudience: string;
  /** How the service reaches this machine, where not as localhost: it fetches the identity provider's keys. */
  readonly machine?: MachineAddress | undefined;
}

export interface Portal {
  /** e.g. `http://localhost:3001`. */
  readonly url: string;
  /** The identity provider's name and, for the service, its address; the portal's own unless there is `machine`. */
  readonly issuer: string;
  close(): Promise<void>;
}

const pageFolder = fileURLToPath(new URL('./page/', import.meta.url));

const docsFolder = fileURLToPath(new URL('../../../dist/docs/', import.meta.url));

/** Starts the portal. Throws `PortTakenError`. */
export const createPortal = async (options: PortalOptions): Promise<Portal> => {
  const { apiUrl, now, controls, audience } = options;
  // The issuer's name holds the port, so the routes can be made only once the port is had.
  const routes: Record<string, Routes[string]> = {};
  const { name = 'localhost', listenOn } = options.machine ?? {};
  const server = await listen(answerBy(routes), options.port, { alsoOn: listenOn });
  const url = `http://localhost:${server.port}`;
  const issuer = `http://${name}:${server.port}`;

  const provider = await createIdentityProvider({
    issuer,
    audience,
    privateKeyPem: options.signingKeyPem,
    now,
  });
  let admission: Admission | undefined;
  const admissionOfService = () => {
    admission ??= createAdmission({
      issuer: apiUrl(),
      audience: options.assertionAudience,
      store: usedInMemory(now),
      now,
    });
    return admission;
  };
  Object.assign(
    routes,
    staticFiles(pageFolder, apiUrl),
    documentation(docsFolder, apiUrl),
    provider.routes,
    localRoutes(provider, controls),
    sessionRoutes({
      portalUrl: url,
      apiUrl,
      accounts: createAccounts(),
      sessions: createSessions(now),
      passwordLimit: createPasswordLimit(now),
      provider,
      methods: options.methods,
      admission: admissionOfService,
      now,
    }),
  );
  return { url, issuer, close: () => server.close() };
};
