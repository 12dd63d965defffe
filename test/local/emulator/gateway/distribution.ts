/** The distribution in front of the API, which this gateway stands for: what it adds to each request. */

import { resolveSecrets } from '../template/secrets.ts';
import { asRecord, asString, isRecord, type Template, TemplateError } from '../template/template.ts';

/** Names in lower case. */
export type OriginHeaders = Readonly<Record<string, string>>;

/** The headers that it sends the API. Throws a `TemplateError` where the template has not exactly one with one origin. */
export function readOriginHeaders(edge: Template): OriginHeaders {
  const distributions = Object.entries(edge.Resources).filter(
    ([, { Type }]) => Type === 'AWS::CloudFront::Distribution',
  );
  const [[id, distribution] = ['', undefined], ...others] = distributions;
  const { Origins } = asRecord(distribution?.Properties?.DistributionConfig, id);
  if (!Array.isArray(Origins) || Origins.length !== 1 || others.length > 0) {
    throw new TemplateError('The template needs exactly one distribution, with one origin');
  }
  const headers = isRecord(Origins[0]) ? Origins[0].OriginCustomHeaders : undefined;
  if (!Array.isArray(headers)) return {};
  return Object.fromEntries(
    headers.map((header) => {
      const { HeaderName, HeaderValue } = asRecord(header, id);
      return [asString(HeaderName, id).toLowerCase(), resolveSecrets(asString(HeaderValue, id))];
    }),
  );
}

/**
 * A request's headers as the distribution sends them on: its own in the place of the caller's, and the caller's address
 * at the end of those that the caller claims.
 * @param rawHeaders names and values in turns.
 */
export function sentOn(
  rawHeaders: readonly string[],
  { headers, sourceIp }: { readonly headers: OriginHeaders; readonly sourceIp: string },
): readonly string[] {
  const kept = rawHeaders.filter(
    (_text, index) => !((rawHeaders[index - (index % 2)] ?? '').toLowerCase() in headers),
  );
  return [...kept, 'x-forwarded-for', sourceIp, ...Object.entries(headers).flat()];
}
