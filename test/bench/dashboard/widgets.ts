/** The dashboard as the template has it. */

import type { Template } from '../../local/emulator/template/template.ts';

/** A metric's namespace, name and dimensions, then how it is shown; or an expression. */
export type Row = readonly (string | Shown)[];

export interface Shown {
  readonly id?: string;
  readonly expression?: string;
  readonly label?: string;
  readonly color?: string;
  readonly stat?: string;
  readonly visible?: boolean;
}

export interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly view?: string;
    readonly stacked?: boolean;
    readonly metrics?: readonly Row[];
    readonly alarms?: readonly unknown[];
  };
}

/** What CloudFormation would fill in is left open. Throws where there is no dashboard. */
export function widgetsOf({ Resources }: Template): readonly Widget[] {
  const found = Object.values(Resources).find(({ Type }) => Type === 'AWS::CloudWatch::Dashboard');
  const body = (found?.Properties as { DashboardBody?: unknown } | undefined)?.DashboardBody;
  return JSON.parse(textOf(body)).widgets;
}

function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  const [, parts] = (body as { 'Fn::Join': readonly [string, readonly unknown[]] })['Fn::Join'];
  return parts.map((part) => (typeof part === 'string' ? part : '*')).join('');
}
