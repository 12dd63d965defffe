/** What an execution environment and the pool that owns it say to each other. */

/** Handed to a new environment. */
export interface EnvironmentData {
  readonly functionName: string;
  readonly functionArn: string;
  readonly logGroupName: string;
  readonly memoryMb: number;
  /** The module that holds the handler, as a file URL. */
  readonly moduleUrl: string;
  readonly handlerName: string;
  /** See `clock.ts`. */
  readonly clock: SharedArrayBuffer;
}

export interface InvokeMessage {
  readonly requestId: string;
  readonly traceId: string;
  /** JSON */
  readonly event: string;
  readonly timeoutMs: number;
}

/** A failed invocation, in the form that Lambda returns it. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

export type EnvironmentMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'initError'; readonly error: FunctionError }
  | { readonly kind: 'log'; readonly text: string }
  /** `payload` is JSON. `cpuMs`: of this thread, since the last answer or, for the first one, since it was started. */
  | {
      readonly kind: 'result';
      readonly requestId: string;
      readonly payload: string;
      readonly cpuMs: number;
    }
  | { readonly kind: 'error'; readonly requestId: string; readonly error: FunctionError };
