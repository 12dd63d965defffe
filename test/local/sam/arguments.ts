/** The arguments of SAM's two commands: our own, and those that a developer adds. */

export interface SamArguments {
  /** Of `sam local start-api`. */
  readonly api: readonly string[];
  /** Of `sam local start-lambda`. */
  readonly lambda: readonly string[];
}

/** A function as a developer may name it. */
export interface NamedFunction {
  /** Of its construct, e.g. `verify-challenge`. */
  readonly name: string;
  readonly logicalId: string;
  /** Whether the API invokes it; others are invoked by their names. */
  readonly servesApi: boolean;
}

/** Options that concern the function to be debugged, and so only the command that serves it. */
const DEBUGGING =
  /^(-d|--debug-port|--debug-args|--debugger-path|--debug-function|--container-env-vars)(=|$)/;
const DEBUG_FUNCTION = '--debug-function';

/** Containers stay, so that only the first request of each function waits for one. */
const WARM = ['--warm-containers', 'LAZY'];
/** Uses Lambda's image as it is here, and fetches it only where it is not: a start needs no registry. */
const OFFLINE = ['--skip-pull-image'];

/** An option with its values, as written. */
type Option = readonly string[];

function optionsOf(text: string): readonly Option[] {
  const options: string[][] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = options.at(-1);
    if (word.startsWith('-') || last === undefined) options.push([word]);
    else last.push(word);
  }
  return options;
}

/** `text` is what the developer adds, its words parted by spaces. Later options win over earlier ones. */
export function samArguments(text: string, functions: readonly NamedFunction[]): SamArguments {
  const options = optionsOf(text);
  const debugging = options.filter(([name = '']) => DEBUGGING.test(name));
  const others = options.filter((option) => !debugging.includes(option)).flat();
  if (debugging.length === 0) {
    const all = [...WARM, ...OFFLINE, ...others];
    return { api: all, lambda: all };
  }
  const asked = debugging
    .map((option) => option.join(' ').split(/[= ]/))
    .find(([name]) => name === DEBUG_FUNCTION);
  const target = functions.find(({ name, logicalId }) => [name, logicalId].includes(asked?.[1] ?? ''));
  // SAM debugs a function by its logical id, or, where containers do not stay, whichever is invoked.
  const warm = asked === undefined ? [] : WARM;
  const kept = debugging.flatMap((option) =>
    option[0]?.startsWith(DEBUG_FUNCTION) ? [DEBUG_FUNCTION, target?.logicalId ?? asked?.[1] ?? ''] : option,
  );
  const debugged = [...warm, ...OFFLINE, ...others, ...kept];
  const usual = [...WARM, ...OFFLINE, ...others];
  return target?.servesApi === false ? { api: usual, lambda: debugged } : { api: debugged, lambda: usual };
}
