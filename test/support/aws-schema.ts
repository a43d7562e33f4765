import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Property, PropertyType, Resource } from '@aws-cdk/service-spec-types';

const spec = loadAwsServiceSpecSync();

/** What AWS's own schema says of a type of resource. */
export function schemaOf(type: string): Resource | undefined {
  return spec.lookup('resource', 'cloudFormationType', 'equals', type)[0];
}

/** Where the properties of a resource are not what AWS takes, each with its path. */
export function faultsOfProperties(type: string, properties: Record<string, unknown>): string[] {
  const schema = schemaOf(type);
  return schema ? faultsIn(properties, schema.properties, '') : [`AWS has no ${type}`];
}

/** An object of properties with all that are required, and none that are not known. */
function faultsIn(value: Record<string, unknown>, known: Record<string, Property>, path: string): string[] {
  const missing = Object.keys(known).filter((name) => known[name]?.required && !(name in value));
  return [
    ...missing.map((name) => `${path}${name} is missing`),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const property = known[name];
      if (!property) return [`${path}${name} is not known`];
      const types = [property.type, ...(property.previousTypes ?? [])];
      return fewestFaults(types.map((type) => faultsOf(inner, type, `${path}${name}`)));
    }),
  ];
}

function faultsOf(value: unknown, type: PropertyType, path: string): string[] {
  const branches = branchesOf(value);
  if (branches) return branches.flatMap((branch) => faultsOf(branch, type, path));
  switch (type.type) {
    case 'json':
      return [];
    case 'union':
      return fewestFaults(type.types.map((one) => faultsOf(value, one, path)));
    case 'array':
      if (!Array.isArray(value)) return [`${path} is no list`];
      return value.flatMap((item, index) => faultsOf(item, type.element, `${path}[${index}]`));
    case 'map':
      if (!isObject(value)) return [`${path} is no map`];
      return Object.entries(value).flatMap(([key, item]) => faultsOf(item, type.element, `${path}.${key}`));
    case 'ref': {
      if (!isObject(value)) return [`${path} is no object`];
      return faultsIn(value, spec.get('typeDefinition', type.reference.$ref).properties, `${path}.`);
    }
    case 'tag':
      return isObject(value) && Object.keys(value).join() === 'Key,Value' ? [] : [`${path} is no tag`];
    default:
      return isPrimitive(value, type) ? [] : [`${path} is no ${type.type} that AWS takes`];
  }
}

/** What a choice may come to, and nothing of what is only known when it is deployed. */
function branchesOf(value: unknown): unknown[] | undefined {
  if (!isObject(value)) return undefined;
  const [key = '', ...rest] = Object.keys(value);
  if (rest.length > 0) return undefined;
  if (key === 'Fn::If') return (value[key] as unknown[]).slice(1);
  return key === 'Ref' || key.startsWith('Fn::') ? [] : undefined;
}

function isPrimitive(value: unknown, type: PropertyType): boolean {
  const { allowedValues } = type as { allowedValues?: unknown[] };
  if (allowedValues && !allowedValues.includes(value)) return false;
  // CloudFormation reads a number or a truth from a string, too.
  switch (type.type) {
    case 'integer':
      return /^-?\d+$/.test(String(value));
    case 'number':
      return Number.isFinite(Number(value));
    case 'boolean':
      return /^(true|false)$/.test(String(value));
    default:
      return typeof value === 'string';
  }
}

function fewestFaults(all: string[][]): string[] {
  return all.reduce((fewest, faults) => (faults.length < fewest.length ? faults : fewest));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
