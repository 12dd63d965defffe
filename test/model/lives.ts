/** What may happen to a second factor: lives made of journeys, each a few rounds of requests and of waiting. */

import fc from 'fast-check';
import { type Action, type AppCode, type Doing, NO_TROUBLES, type Round, type Troubles } from './action.ts';
import { TROUBLES, type Trouble } from './trouble.ts';

type Journey = fc.Arbitrary<readonly Round[]>;

const channel = fc.constantFrom('sms', 'call');
const purpose = fc.constantFrom('sign_in', 'step_up');
const phone = fc.nat({ max: 1 });
const nearlyAlways = <T>(usual: T, others: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: others });
/** The newest thing mostly, sometimes one from before. */
const newest: fc.Arbitrary<number> = nearlyAlways(0, fc.nat({ max: 3 }));
/** One code on two challenges is a race that no challenge decides. */
const challenge = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.constant(1) },
  fc.nat({ max: 3 }),
);
const stepUp = nearlyAlways<number | 'none'>(0, fc.constantFrom<number | 'none'>('none', 1, 2));
const appCode = fc.constantFrom<AppCode>('now', 'now', 'step before', 'step after', 'last tried', 'guess');
const sentCode = fc.oneof({ weight: 3, arbitrary: newest }, fc.constantFrom<'guess'>('guess'));
const backupCode = fc.oneof(fc.nat({ max: 24 }), fc.constantFrom<'guess'>('guess'));

/** Right or wrong, for the newest challenge mostly. */
const answer: fc.Arbitrary<Doing> = fc.oneof(
  fc.record({ do: fc.constant('answer by app' as const), challenge, code: appCode }),
  fc.record({ do: fc.constant('answer by phone' as const), challenge, code: sentCode }),
  fc.record({ do: fc.constant('answer by backup code' as const), challenge, code: backupCode }),
);
/** Right for whichever factor is in force; for the others it is refused, and costs nothing. */
const rightAnswer: fc.Arbitrary<Doing> = fc.oneof(
  fc.record({ do: fc.constant('answer by app' as const), challenge, code: fc.constant<AppCode>('now') }),
  fc.record({ do: fc.constant('answer by phone' as const), challenge, code: fc.constant(0) }),
  fc.record({ do: fc.constant('answer by backup code' as const), challenge, code: fc.constant(0) }),
);
const confirmApp: fc.Arbitrary<Doing> = fc.record({ do: fc.constant('confirm app' as const), code: appCode });
const confirmPhone: fc.Arbitrary<Doing> = fc.record({
  do: fc.constant('confirm phone' as const),
  code: sentCode,
});
const confirm = fc.oneof(confirmApp, confirmPhone);
const ask: fc.Arbitrary<Doing> = fc.record({ do: fc.constant('ask' as const), purpose });
const sendCode: fc.Arbitrary<Doing> = fc.record({
  do: fc.constant('send code' as const),
  challenge,
  channel,
});
const sendNewest: fc.Arbitrary<Doing> = fc.record({
  do: fc.constant('send code' as const),
  challenge: fc.constant(0),
  channel,
});
const startApp: fc.Arbitrary<Doing> = fc.record({ do: fc.constant('start app' as const), stepUp });
const startPhone: fc.Arbitrary<Doing> = fc.record({
  do: fc.constant('start phone' as const),
  phone,
  channel,
  stepUp,
});
const change: fc.Arbitrary<Doing> = fc.oneof(
  startApp,
  startPhone,
  fc.record({ do: fc.constant('replace backup codes' as const), stepUp }),
  fc.record({ do: fc.constant('turn off' as const), stepUp }),
);
const reset: fc.Arbitrary<Doing> = fc.record({
  do: fc.constant('support resets' as const),
  reset: fc.constantFrom('limits', 'limits', 'limits', 'factors'),
});
const anything = fc.oneof(
  { weight: 6, arbitrary: answer },
  { weight: 3, arbitrary: confirm },
  { weight: 3, arbitrary: sendCode },
  { weight: 2, arbitrary: ask },
  { weight: 2, arbitrary: change },
  { weight: 1, arbitrary: reset },
  { weight: 1, arbitrary: fc.constant<Doing>({ do: 'skip' }) },
);

const trouble = fc.constantFrom<Trouble>(...TROUBLES);
/** Half of them in one place, half in the other. */
const troubles: fc.Arbitrary<Troubles> = fc.oneof(
  fc.record({
    database: fc.array(fc.oneof(fc.constant<Trouble>('none'), trouble), {
      minLength: 1,
      maxLength: 6,
      size: 'max',
    }),
    beyond: fc.constant<Trouble>('none'),
  }),
  fc.record({
    database: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant<Trouble>('none') }, trouble), {
      maxLength: 7,
      size: 'max',
    }),
    beyond: trouble,
  }),
);

const wait = (seconds: number): Round => ({ wait: seconds });
const someWait: fc.Arbitrary<Round> = fc
  .oneof(
    fc.integer({ min: 1, max: 29 }),
    fc.integer({ min: 30, max: 90 }),
    fc.integer({ min: 91, max: 700 }),
    fc.integer({ min: 700, max: 200_000 }),
  )
  .map(wait);

/** Until the app shows another code and the next message may be sent; mostly. */
const pause: fc.Arbitrary<Round> = nearlyAlways(31, fc.integer({ min: 1, max: 90 })).map(wait);

const byItself = (...doings: readonly Doing[]): Round => ({
  together: doings.map((doing) => ({ ...doing, ...NO_TROUBLES })),
  picks: [],
});

const picks = fc.array(fc.nat({ max: 5 }), { maxLength: 30, size: 'max' });

/** The signer or the network fails where anything does. */
const beyondReach = (troubled: number, doing: fc.Arbitrary<Doing>): fc.Arbitrary<Action> =>
  fc
    .tuple(doing, troubled === 0 ? fc.constant<Trouble>('none') : trouble)
    .map(([one, beyond]) => ({ ...one, database: [], beyond }));

/** Journeys in which this share of the requests meets trouble, of a hundred. */
function journeys(troubled: number): { readonly first: Journey; readonly later: Journey } {
  const meets = fc.oneof(
    { weight: 100 - troubled, arbitrary: fc.constant(NO_TROUBLES) },
    { weight: troubled, arbitrary: troubles },
  );
  const acting = (doing: fc.Arbitrary<Doing>): fc.Arbitrary<Action> =>
    fc.tuple(doing, meets).map(([one, met]) => ({ ...one, ...met }));
  const together = (doing: fc.Arbitrary<Doing>, maxLength: number): fc.Arbitrary<Round> =>
    fc.record({
      together: fc.array(acting(doing), { minLength: 1, maxLength, size: 'max' }),
      picks,
    });
  const one = (doing: fc.Arbitrary<Doing>) => together(doing, 1);
  const inTurn = (...rounds: readonly fc.Arbitrary<Round>[]): Journey => fc.tuple(...rounds);

  const setUpApp = inTurn(one(startApp), together(confirmApp, 3));
  const setUpPhone = inTurn(one(startPhone), together(confirmPhone, 3));
  const signIn = inTurn(
    pause,
    one(ask),
    one(ask),
    one(sendNewest),
    together(fc.oneof(rightAnswer, answer), 5),
  );
  /** Right codes whose signature may fail, while others try theirs. */
  const unsigned = inTurn(
    pause,
    one(ask),
    one(ask),
    one(sendNewest),
    fc.record({
      together: fc
        .tuple(
          beyondReach(troubled, rightAnswer),
          fc.array(acting(answer), { minLength: 1, maxLength: 4, size: 'max' }),
        )
        .map(([right, others]) => [right, ...others]),
      picks,
    }),
  );
  const changing = inTurn(
    pause,
    one(ask),
    one(sendNewest),
    together(rightAnswer, 2),
    together(change, 2),
    together(fc.oneof(confirm, anything), 3),
  );

  return {
    first: fc.oneof(setUpApp, setUpPhone),
    later: fc.oneof(
      { weight: 5, arbitrary: signIn },
      { weight: 2, arbitrary: unsigned },
      { weight: 4, arbitrary: changing },
      { weight: 3, arbitrary: inTurn(together(anything, 6)) },
      { weight: 3, arbitrary: inTurn(someWait) },
      { weight: 1, arbitrary: fc.oneof(setUpApp, setUpPhone) },
      { weight: 1, arbitrary: guessing(together) },
      { weight: 1, arbitrary: manyMessages(one) },
    ),
  };
}

/** Somebody who has the password tries codes for minutes, six at a time, with the owner somewhere in between. */
const guessing = (
  together: (doing: fc.Arbitrary<Doing>, maxLength: number) => fc.Arbitrary<Round>,
): Journey =>
  fc
    .tuple(
      fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 3 }) }, { weight: 1, arbitrary: fc.constant(11) }),
      fc.constantFrom<Doing>(
        { do: 'answer by app', challenge: 0, code: 'guess' },
        { do: 'answer by phone', challenge: 0, code: 'guess' },
        { do: 'answer by backup code', challenge: 0, code: 'guess' },
        { do: 'confirm app', code: 'guess' },
        { do: 'confirm phone', code: 'guess' },
      ),
      together(answer, 3),
    )
    .map(([minutes, guess, owner]) => [
      byItself({ do: 'ask', purpose: 'sign_in' }),
      byItself({ do: 'send code', challenge: 0, channel: 'sms' }),
      ...Array.from({ length: minutes }, () => [
        byItself({ do: 'ask', purpose: 'sign_in' }),
        byItself(...Array.from({ length: 6 }, () => guess)),
        wait(61),
      ]).flat(),
      byItself(...Array.from({ length: 4 }, () => guess)),
      owner,
    ]);

/** Message after message, as soon as the pause is over. */
const manyMessages = (one: (doing: fc.Arbitrary<Doing>) => fc.Arbitrary<Round>): Journey =>
  fc
    .array(one(fc.oneof(sendCode, startPhone)), { minLength: 2, maxLength: 13, size: 'max' })
    .map((rounds) =>
      rounds.flatMap((round) => [byItself({ do: 'ask', purpose: 'sign_in' }), round, wait(30)]),
    );

const livesOf = ({ first, later }: ReturnType<typeof journeys>): fc.Arbitrary<readonly Round[]> =>
  fc
    .tuple(first, fc.array(later, { minLength: 1, maxLength: 8, size: 'max' }))
    .map(([start, rest]) => [...start, ...rest.flat()]);

/** Some lives are without trouble, so that what is exact can be checked exactly. */
export const lives: fc.Arbitrary<readonly Round[]> = fc.oneof(
  { weight: 2, arbitrary: livesOf(journeys(0)) },
  { weight: 3, arbitrary: livesOf(journeys(30)) },
);
