/** Finds the route of a request as an HTTP API does: the most specific one wins. */

export interface RouteKey {
  /** `ANY` for all. */
  readonly method: string;
  /** E.g. `/v1/challenges/{challengeId}/verify`. */
  readonly path: string;
}

export interface RouteMatch<Route> {
  readonly route: Route;
  /** Decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

type Segment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'greedy'; readonly name: string };

const RANKS = { literal: 0, parameter: 1, greedy: 2 } as const;

/** Reads `GET /v1/2fa`, or undefined for `$default`. */
export function parseRouteKey(text: string): RouteKey | undefined {
  const [, method, path] = text.match(/^(\S+) (\/.*)$/) ?? [];
  return method === undefined || path === undefined ? undefined : { method, path };
}

function segmentsOf(path: string): readonly Segment[] {
  return path
    .slice(1)
    .split('/')
    .map((text): Segment => {
      const [, name, plus] = text.match(/^\{([^}+]+)(\+?)\}$/) ?? [];
      if (name === undefined) return { kind: 'literal', text };
      return plus === '+' ? { kind: 'greedy', name } : { kind: 'parameter', name };
    });
}

/** Parameters where the path fits. Takes a decoded path, split at its slashes before decoding. */
function parametersOf(
  segments: readonly Segment[],
  parts: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index];
    if (segment.kind === 'greedy') {
      parameters[segment.name] = parts.slice(index).join('/');
      return part === undefined || part === '' ? undefined : parameters;
    }
    if (part === undefined) return undefined;
    if (segment.kind === 'literal' ? part !== segment.text : part === '') return undefined;
    if (segment.kind === 'parameter') parameters[segment.name] = part;
  }
  return segments.length === parts.length ? parameters : undefined;
}

/** Negative where `a` is more specific: a literal before a parameter before the rest, then a method before `ANY`. */
function bySpecificity(a: RouteKey, b: RouteKey): number {
  const [left, right] = [segmentsOf(a.path), segmentsOf(b.path)];
  for (const [index, segment] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (segment.kind !== other.kind) return RANKS[segment.kind] - RANKS[other.kind];
  }
  return Number(a.method === 'ANY') - Number(b.method === 'ANY');
}

/**
 * The route of a request, or undefined where none fits; `path` is as sent, without the query string.
 * Throws a `URIError` for a path that cannot be decoded.
 */
export function findRoute<Route extends { readonly key: RouteKey | undefined }>(
  routes: readonly Route[],
  method: string,
  path: string,
): RouteMatch<Route> | undefined {
  const parts = path.slice(1).split('/').map(decodeURIComponent);
  const fitting = routes.flatMap((route) => {
    const { key } = route;
    if (key === undefined || ![method, 'ANY'].includes(key.method)) return [];
    const pathParameters = parametersOf(segmentsOf(key.path), parts);
    return pathParameters === undefined ? [] : [{ route, key, pathParameters }];
  });
  const [best] = fitting.toSorted((a, b) => bySpecificity(a.key, b.key));
  if (best !== undefined) return { route: best.route, pathParameters: best.pathParameters };
  const fallback = routes.find(({ key }) => key === undefined);
  return fallback === undefined ? undefined : { route: fallback, pathParameters: {} };
}
