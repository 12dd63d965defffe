/** Used assertions in Redis, or what speaks like it: keys that go away by themselves. */

import type { UsedAssertions } from './used-assertions.ts';

export type { UsedAssertions } from './used-assertions.ts';

export interface RedisOptions {
  /**
   * Sends a command: `(command) => client.sendCommand(command)` of node-redis, `([name, ...rest]) => client.call(name,
   * ...rest)` of ioredis.
   */
  readonly send: (command: string[]) => Promise<unknown>;
  /** What the keys begin with. @default `2fa:used:` */
  readonly prefix?: string;
  /** Milliseconds since the epoch. @default the machine's clock */
  readonly now?: () => number;
}

export function usedInRedis({ send, prefix = '2fa:used:', now = Date.now }: RedisOptions): UsedAssertions {
  return {
    async claim(jti, expiresAt) {
      const milliseconds = Math.max(1, Math.ceil(expiresAt * 1000 - now()));
      // A client may give texts as bytes.
      const answer = await send(['SET', prefix + jti, '1', 'NX', 'PX', String(milliseconds)]);
      return String(answer) === 'OK';
    },
  };
}
