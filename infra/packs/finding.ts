/** What the rule packs find in a stack, and which of it is acknowledged. */

/** One rule that one resource does not follow. */
export interface Finding {
  /** With the pack's name before it, e.g. `AwsSolutions-IAM5`. */
  readonly rule: string;
  /** What of the resource it is about, e.g. `Resource::*`; empty where it is the resource as a whole. */
  readonly detail: string;
  /** Construct path of the resource below the stack, e.g. `get-status/Role/DefaultPolicy`. */
  readonly at: string;
}

/** Findings that stay, and why that is right. In patterns `*` stands for any text. */
export interface Acknowledgement {
  readonly rules: readonly string[];
  /** Patterns of construct paths. */
  readonly at: readonly string[];
  /** Patterns of what the finding is about. @default the resource as a whole. */
  readonly details?: readonly string[];
  /** For somebody who audits the account. Markdown, one paragraph. */
  readonly reason: string;
}

/** From what a pack says: `AwsSolutions-IAM5[Resource::*]` at `Stack/get-status/Role/DefaultPolicy/Resource`. */
export function findingOf(ruleName: string, constructPath: string): Finding {
  const [, rule = ruleName, detail = ''] = /^([^[]+)\[(.*)\]$/s.exec(ruleName) ?? [];
  const at = constructPath.replace(/\/Resource$/, '').replace(/^[^/]*\//, '');
  return { rule, detail, at };
}

const asWritten = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

const matches = (patterns: readonly string[], text: string): boolean =>
  patterns.some((one) => new RegExp(`^${one.split('*').map(asWritten).join('.*')}$`, 's').test(text));

const covers = ({ rules, at, details = [''] }: Acknowledgement, finding: Finding): boolean =>
  rules.includes(finding.rule) && matches(at, finding.at) && matches(details, finding.detail);

/** What of the findings nothing acknowledges. */
export const openIn = (
  findings: readonly Finding[],
  acknowledged: readonly Acknowledgement[],
): readonly Finding[] => findings.filter((finding) => !acknowledged.some((one) => covers(one, finding)));

/**
 * What the acknowledgements name that there is not: a rule, a path or a detail by which none of the findings is met.
 * It would wait there for something else to be let through.
 */
export const staleIn = (
  findings: readonly Finding[],
  acknowledged: readonly Acknowledgement[],
): readonly string[] =>
  acknowledged.flatMap((one) => {
    const met = findings.filter((finding) => covers(one, finding));
    const { rules, at, details = [] } = one;
    return [
      ...rules.filter((rule) => !met.some((finding) => finding.rule === rule)),
      ...at.filter((path) => !met.some((finding) => matches([path], finding.at))),
      ...details.filter((detail) => !met.some((finding) => matches([detail], finding.detail))),
    ].map((unmet) => (unmet === rules[0] ? unmet : `${unmet} of ${rules[0]}`));
  });
