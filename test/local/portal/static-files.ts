/** The page's files, read once; what is not in the folder cannot be asked for. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Handler, Routes } from './http.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Everything from the portal itself, and only the 2FA service besides. */
const contentSecurityPolicy = (apiUrl: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' ${apiUrl}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${apiUrl}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** A route for each file under `folder`; pages (HTML) have none in their address, and `/` is index.html. */
export const staticFiles = (folder: string, apiUrl: () => string): Routes => {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => extname(name) in contentTypes);
  const serve = (name: string): Handler => {
    const body = readFileSync(join(folder, name));
    const type = contentTypes[extname(name)] ?? 'application/octet-stream';
    return () => ({
      status: 200,
      headers: {
        'content-type': type,
        'content-security-policy': contentSecurityPolicy(apiUrl()),
        'referrer-policy': 'no-referrer',
      },
      // Where the 2FA service is, is known only once it runs.
      body: name.endsWith('.html') ? body.toString('utf8').replaceAll('{apiUrl}', apiUrl()) : body,
    });
  };
  return Object.fromEntries([
    ['GET /', serve('index.html')],
    ...files.map((name): [string, Handler] => [
      `GET /${name.replaceAll('\\', '/').replace(/\.html$/, '')}`,
      serve(name),
    ]),
  ]);
};
