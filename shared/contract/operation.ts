/** What an operation of the API is: the one source of its route, validation, types and documentation. */

import type * as z from 'zod/mini';
import type { Caller } from '../domain/caller.ts';
import type { Method, OfferedMethod } from '../domain/method.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Result } from '../domain/result.ts';
import type { ProblemCode } from './problems.ts';

/**
 * Who may call: anybody, a user of the portal, or by scope: support (`2fa:support`), support that only reads
 * (`2fa:support:read` as well), or who may erase users (`2fa:admin`).
 */
export type Access = 'public' | 'user' | 'support' | 'support_read' | 'admin';

/** Whether it takes a scope, which not every user has. */
export const takesScope = (access: Access): boolean => access !== 'public' && access !== 'user';

/** `cache-control` of a success: the public documents may be kept for as long as an assertion lives. */
export const cacheControl = (access: Access): string =>
  access === 'public' ? 'public, max-age=300' : 'no-store';

export interface Operation {
  /** Also the name of its file in `functions/` and, in camel case, its `operationId`. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Path with parameters in braces, as API Gateway and OpenAPI write it. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  /** The method of which it tries a code; `as_named`: the one that its body names. */
  readonly tries?: Method | 'as_named';
  /** Whether it needs a fresh proof of the factor in force, where there is one. */
  readonly stepUp?: true;
  /** Served only where the operator offers one of these methods. Default: always. */
  readonly offeredWith?: readonly OfferedMethod[];
  /** Path parameters. */
  readonly params?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  /** Strict: an unknown field is a fault. */
  readonly body?: z.ZodMiniType;
  /** Status and schema of success; no schema, no body. */
  readonly reply: {
    readonly status: number;
    readonly body?: z.ZodMiniType;
    /** Media type of a body that is text, sent as it is. Default: JSON. */
    readonly media?: 'text/javascript';
  };
  /** The problems beyond those that any operation of its kind can have. */
  readonly problems: readonly ProblemCode[];
}

/** Keeps the literal types of the schemas. */
export function operation<const O extends Operation>(definition: O): O {
  return definition;
}

type Output<S> = S extends z.ZodMiniType ? z.output<S> : undefined;

/** The validated parts of a request. */
export interface RequestParts<O extends Operation> {
  readonly params: Output<O['params']>;
  readonly query: Output<O['query']>;
  readonly body: Output<O['body']>;
}

/** Names in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** A request that is authenticated and as the contract has it. */
export type Request<O extends Operation> = RequestParts<O> & {
  readonly caller: O['access'] extends 'public' ? undefined : Caller;
  readonly headers: Headers;
};

/** What serves the operation: it answers, or says why not; it throws only for what should not happen. */
export type UseCase<O extends Operation> = (request: Request<O>) => Promise<Result<ReplyBody<O>, Refusal>>;

/** What a use case returns; `undefined` for an operation without a reply body. */
export type ReplyBody<O extends Operation> = O['reply'] extends { readonly body: infer B }
  ? Output<B>
  : undefined;
