/** The documentation site at `/docs`, where `npm run docs` has built it. */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type Handler, HttpProblem, type Routes } from './http.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

/** The API's reference is one file with its script and styles in it; the other pages have theirs beside them. */
const contentSecurityPolicy = (name: string, apiUrl: string): string => {
  const inline = name === 'api.html' ? " 'unsafe-inline'" : '';
  return [
    "default-src 'none'",
    `script-src 'self' ${apiUrl}${inline}`,
    `style-src 'self'${inline}`,
    "img-src 'self' data:",
    'font-src data:',
    'worker-src blob:',
    `connect-src 'self' ${apiUrl}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
};

/** Read when asked for, so that a site built anew is shown without a new start. */
export const documentation = (folder: string, apiUrl: () => string): Routes => {
  const missing: Handler = () => {
    throw new HttpProblem(404, 'not_found', 'The documentation is not built: npm run docs, and start again.');
  };
  if (!existsSync(folder)) return { 'GET /docs': missing, 'GET /docs/': missing };
  const serve =
    (name: string): Handler =>
    () => {
      const body = readFileSync(join(folder, name));
      const page = name.endsWith('.html');
      return {
        status: 200,
        headers: {
          'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
          'content-security-policy': contentSecurityPolicy(name, apiUrl()),
        },
        // The playground calls the service, wherever it runs.
        body: page ? body.toString('utf8').replaceAll('{apiUrl}', apiUrl()) : body,
      };
    };
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  return Object.fromEntries([
    ['GET /docs', (): ReturnType<Handler> => ({ status: 308, headers: { location: '/docs/' } })],
    ['GET /docs/', serve('index.html')],
    ...files.map((name): [string, Handler] => [`GET /docs/${name.replaceAll('\\', '/')}`, serve(name)]),
  ]);
};
