/** What CloudFormation needs to take retained resources into a stack: a template of these alone, and which they are. */

/** Of a synthesised template, what is read of it. */
export interface StackTemplate {
  readonly Resources: Readonly<Record<string, StackResource>>;
}

interface StackResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** As `aws cloudformation create-change-set --resources-to-import` takes it (API_ResourceToImport). */
export interface ResourceToImport {
  readonly ResourceType: string;
  readonly LogicalResourceId: string;
  readonly ResourceIdentifier: Readonly<Record<string, string>>;
}

export interface StackImport {
  readonly template: StackTemplate;
  readonly resources: readonly ResourceToImport[];
}

/** The retained resources cannot be adopted so; the message says why. */
export class AdoptionError extends Error {}

/** By type of resource, the primary identifier of its schema. */
const IDENTIFIERS: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::KMS::Key': 'KeyId',
  'AWS::Connect::Instance': 'Arn',
  'AWS::Connect::PhoneNumber': 'PhoneNumberArn',
  'AWS::Events::EventBus': 'Name',
};

/** CDK ends a logical id with eight digits of a hash. */
const nameOf = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '');

const isRetained = ({ Type, DeletionPolicy = '' }: StackResource): boolean =>
  Type in IDENTIFIERS && DeletionPolicy.startsWith('Retain');

/**
 * The import of what is adopted, under the logical ids that it has in the stack.
 * @param adopted names or ARNs of what is retained, by logical id without the hash.
 * Throws an `AdoptionError` where something is unknown, or would be of no use without another that is missing.
 */
export function importOf(template: StackTemplate, adopted: Readonly<Record<string, string>>): StackImport {
  const data = new Map(
    Object.entries(template.Resources)
      .filter(([, resource]) => isRetained(resource))
      .map(([logicalId, resource]) => [nameOf(logicalId), { logicalId, resource }]),
  );
  const names = new Map([...data].map(([name, { logicalId }]) => [logicalId, name]));
  const taken = Object.entries(adopted).map(([name, physical]) => {
    const found = data.get(name);
    if (found === undefined) {
      throw new AdoptionError(
        `adopt.${name} is no part of this stack that is retained; there are ${[...data.keys()].join(', ')}.`,
      );
    }
    return { name, physical, ...found };
  });
  if (taken.length === 0) throw new AdoptionError('The settings have nothing in adopt.');
  const isTaken = (logicalId: string): boolean => taken.some((one) => one.logicalId === logicalId);

  for (const { name, resource } of taken) {
    const needed = referencesIn(resource.Properties).filter((id) => names.has(id) && !isTaken(id));
    const roots = name === 'UsersTable' ? [...data.keys()].filter((one) => one.startsWith('KeysRoot')) : [];
    const missing = [
      ...needed.map((id) => names.get(id)),
      ...roots.filter((root) => adopted[root] === undefined),
    ];
    if (missing.length === 0) continue;
    throw new AdoptionError(
      `adopt.${name} is of no use without ${missing.map((one) => `adopt.${one}`).join(' and ')}.`,
    );
  }

  return {
    template: {
      Resources: Object.fromEntries(
        taken.map(({ logicalId, resource }) => [logicalId, closed(resource, isTaken)]),
      ),
    },
    resources: taken.map(({ logicalId, physical, resource }) => ({
      ResourceType: resource.Type,
      LogicalResourceId: logicalId,
      ResourceIdentifier: { [IDENTIFIERS[resource.Type] ?? '']: identifierOf(resource.Type, physical) },
    })),
  };
}

/** A key's id is the last part of its ARN; of the others the whole text is the identifier. */
const identifierOf = (type: string, physical: string): string =>
  type === 'AWS::KMS::Key' ? physical.replace(/^arn:.*:key\//, '') : physical;

/**
 * The resource without the properties that refer to what is not imported, such as a key's policy to roles. Importing
 * changes no resource; the deployment that follows finds these properties new, and sets them.
 */
function closed(
  { Type, Properties = {}, DeletionPolicy, UpdateReplacePolicy }: StackResource,
  isTaken: (logicalId: string) => boolean,
): StackResource {
  const own = Object.entries(Properties).filter(([, value]) => referencesIn(value).every(isTaken));
  return {
    Type,
    ...(DeletionPolicy !== undefined && { DeletionPolicy }),
    ...(UpdateReplacePolicy !== undefined && { UpdateReplacePolicy }),
    Properties: Object.fromEntries(own),
  };
}

/** Names after `Ref` and `Fn::GetAtt`, but for those that AWS itself gives. */
function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    if (key === 'Ref' && typeof inner === 'string') return inner.startsWith('AWS::') ? [] : [inner];
    if (key === 'Fn::GetAtt' && Array.isArray(inner)) return [String(inner[0])];
    return referencesIn(inner);
  });
}
