/** Strict reading of request bodies against a schema. */
import type { z } from 'zod';
import { HttpProblem, type PortalRequest } from './http.ts';

/** The body as `schema` describes it; otherwise `HttpProblem` 400 that names each fault by JSON pointer. */
export const readBody = async <T>(request: PortalRequest, schema: z.ZodType<T>): Promise<T> => {
  const parsed = schema.safeParse(await request.json());
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`);
  throw new HttpProblem(400, 'invalid_request', faults.join('; '));
};
