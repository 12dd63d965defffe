/** The demo portal's customers. A real portal has its own sign-in in place of this file. */
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';

export interface Account {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  /** Works at the support desk. */
  readonly isAgent?: boolean;
}

/** The password of everybody who comes with the demo; the sign-in page says so. */
export const demoPassword = 'mission-control';

const demoAccounts: readonly Account[] = [
  { userId: 'user-ada', email: 'ada@mission.example', name: 'Ada Okafor' },
  { userId: 'user-sam', email: 'sam@mission.example', name: 'Sam Rivera' },
  { userId: 'user-noor', email: 'noor@mission.example', name: 'Noor Haddad' },
  { userId: 'agent-mia', email: 'mia@mission.example', name: 'Mia Holm', isAgent: true },
];

export interface Accounts {
  /** The account, or undefined for an unknown address as for a wrong password. */
  withPassword(email: string, password: string): Account | undefined;
  /** The account that an outside identity provider vouches for. */
  withEmail(email: string): Account | undefined;
  /** Accounts whose name, address or id has `words` in it, in whatever case; at most `max`. */
  search(words: string, max: number): readonly Account[];
  /** A new account, or undefined if the address is taken. */
  signUp(details: {
    readonly name: string;
    readonly email: string;
    readonly password: string;
  }): Account | undefined;
}

const digest = (password: string): Buffer => createHash('sha256').update(password).digest();
/** One address, however it is written. */
export const normalise = (email: string): string => email.trim().toLowerCase();

export const createAccounts = (): Accounts => {
  const byEmail = new Map(
    demoAccounts.map((account) => [account.email, { account, password: digest(demoPassword) }]),
  );
  return {
    withPassword(email, password) {
      const found = byEmail.get(normalise(email));
      const isRight = timingSafeEqual(digest(password), found?.password ?? digest(''));
      return isRight ? found?.account : undefined;
    },
    withEmail: (email) => byEmail.get(normalise(email))?.account,
    search(words, max) {
      const wanted = normalise(words);
      return [...byEmail.values()]
        .map(({ account }) => account)
        .filter(({ name, email, userId }) =>
          [name, email, userId].some((text) => text.toLowerCase().includes(wanted)),
        )
        .slice(0, max);
    },
    signUp({ name, email, password }) {
      const address = normalise(email);
      if (byEmail.has(address)) return undefined;
      const account = { userId: `user-${randomUUID()}`, email: address, name };
      byEmail.set(address, { account, password: digest(password) });
      return account;
    },
  };
};
