/** What a stage presets: all that differs between `development` and `production`, in one table. */

/** How a new version of the functions takes over; see `infra/constructs/gradual-deployment.ts`. */
export const GRADUAL_DEPLOYMENTS = ['off', 'at-once', 'canary', 'linear'] as const;
export type GradualDeployment = (typeof GRADUAL_DEPLOYMENTS)[number];

interface Limit {
  readonly rate: number;
  readonly burst: number;
}

/** As in the settings of the same names. */
interface Preset {
  readonly retainData: boolean;
  readonly logRetentionDays: 30 | 90 | 180 | 365;
  readonly gradualDeployment: GradualDeployment;
  readonly reservedConcurrency: { readonly sends: number | null; readonly notices: number | null };
  readonly throttle: Limit & { readonly public: Limit; readonly sends: Limit; readonly support: Limit };
  readonly notices: boolean;
  readonly policy: { readonly messages: number };
}

/**
 * A stage presets every one of these settings; one that is given in the file wins, inside a group too. Without a stage
 * each setting has its own default, as before there were stages.
 */
export const STAGES = {
  /** Comes and goes in any account, a new one included, and can spend little. */
  development: {
    /** Deleted in one step, data included; and so without termination protection. */
    retainData: false,
    logRetentionDays: 30,
    /** A change is there at once. */
    gradualDeployment: 'off',
    /** A new account has 10 executions at a time for all of Lambda, and lets none of them be reserved. */
    reservedConcurrency: { sends: null, notices: null },
    throttle: {
      rate: 20,
      burst: 40,
      public: { rate: 10, burst: 20 },
      sends: { rate: 2, burst: 5 },
      support: { rate: 5, burst: 10 },
    },
    /** Those who try it out have customers' mail addresses in their tokens. */
    notices: false,
    /** Texts and calls an hour: what a mistake can cost. */
    policy: { messages: 100 },
  },
  /** Serves customers. */
  production: {
    retainData: true,
    /** An account that was taken over is often noticed months later. */
    logRetentionDays: 365,
    gradualDeployment: 'canary',
    /**
     * Five seconds of what `throttle.sends` lets through: all there is even while SNS or Connect hangs, and no more of
     * the account's executions than that.
     */
    reservedConcurrency: { sends: 50, notices: 10 },
    throttle: {
      rate: 100,
      burst: 200,
      public: { rate: 20, burst: 40 },
      sends: { rate: 10, burst: 20 },
      support: { rate: 10, burst: 20 },
    },
    notices: true,
    policy: { messages: 1000 },
  },
} satisfies Readonly<Record<string, Preset>>;

export type Stage = keyof typeof STAGES;

export const STAGE_NAMES = Object.keys(STAGES) as [Stage, ...Stage[]];

const isStage = (value: unknown): value is Stage => STAGE_NAMES.some((name) => name === value);

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is given, and of the preset what is not; what is given as something else than a group stands as it is. */
function under(preset: unknown, given: unknown): unknown {
  if (given === undefined) return preset;
  if (!isGroup(preset) || !isGroup(given)) return given;
  const names = new Set([...Object.keys(preset), ...Object.keys(given)]);
  return Object.fromEntries([...names].map((name) => [name, under(preset[name], given[name])]));
}

/** The settings of a file with those that its `stage` presets; unchanged where it names none. */
export const withStage = (given: unknown): unknown =>
  isGroup(given) && isStage(given.stage) ? under(STAGES[given.stage], given) : given;
