/** Leaves out of the bundles the networks that no code leaves by, with the SDK's clients for them. */

import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import type { OfferedMethod } from '../../shared/domain/method.ts';

const LEFT_OUT = fileURLToPath(new URL('./stand-ins/left-out-networks.ts', import.meta.url));

/** The adapter of each network. */
const ADAPTERS = { sms: 'sns', call: 'connect' } as const;

export const leaveOutNetworks = (methods: readonly OfferedMethod[]): Plugin => ({
  name: 'networks',
  setup({ onResolve }) {
    for (const [method, adapter] of Object.entries(ADAPTERS)) {
      if (methods.some((offered) => offered === method)) continue;
      onResolve({ filter: new RegExp(`/shared/adapters/${adapter}\\.ts$`) }, () => ({ path: LEFT_OUT }));
    }
  },
});
