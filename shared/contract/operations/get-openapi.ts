/** Contract of GET /openapi.json. */

import * as z from 'zod/mini';
import { operation } from '../operation.ts';

export const getOpenapi = operation({
  id: 'get-openapi',
  method: 'GET',
  path: '/openapi.json',
  summary: 'This document',
  access: 'public',
  reply: { status: 200, body: z.looseObject({ openapi: z.string() }) },
  problems: [],
});
