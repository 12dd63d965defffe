/**
 * `npm run dashboard`: lets customers sign in to the local system for three hours of its clock, an outage among them,
 * reads the metrics that the functions wrote with their log, and draws the template's dashboard from them, into
 * `docs/dashboard.svg`.
 */

import { writeFileSync } from 'node:fs';
import { startLocalSystem } from '../../local/system.ts';
import { drawDashboard } from './draw.ts';
import { seriesOf } from './evaluate.ts';
import { letCustomersSignIn } from './load.ts';
import { readMetrics } from './metrics.ts';
import { widgetsOf } from './widgets.ts';

const PICTURE = new URL('../../../docs/dashboard.svg', import.meta.url);
const PERIOD_MS = 5 * 60 * 1000;

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

tell('Starting the local system');
const lines: string[] = [];
const system = await startLocalSystem({
  apiPort: 0,
  portalPort: 0,
  stoppedClock: true,
  onNotice: tell,
  onLog: (line) => lines.push(line),
});
try {
  const from = Math.ceil(system.clock.now() / PERIOD_MS) * PERIOD_MS;
  system.clock.advance(from - system.clock.now());
  await letCustomersSignIn(system, PERIOD_MS, tell);
  await system.idle();
  const range = { from, to: system.clock.now(), periodMs: PERIOD_MS };
  const metrics = readMetrics(lines);
  tell(`${metrics.length} values of ${new Set(metrics.map(({ name }) => name)).size} metrics`);
  const drawn = widgetsOf(system.template).map((widget) => ({
    widget,
    series: seriesOf(widget, metrics, range),
  }));
  writeFileSync(PICTURE, drawDashboard(drawn, range));
  tell(`docs/dashboard.svg: ${drawn.length} widgets`);
} finally {
  await system.stop();
}
