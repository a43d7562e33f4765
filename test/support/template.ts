import { schemaOf } from './aws-schema.ts';

interface Part {
  Condition?: string;
}

/** A template of CloudFormation, as far as it is looked at. */
export interface Template {
  Description: string;
  Metadata: {
    'AWS::CloudFormation::Interface': { ParameterGroups: { Parameters: string[] }[] };
  };
  Parameters: Record<
    string,
    { Type: string; Default?: string | number; AllowedPattern?: string; Description: string }
  >;
  Rules?: Record<string, unknown>;
  Conditions: Record<string, unknown>;
  Resources: Record<
    string,
    Part & {
      Type: string;
      DependsOn?: string[];
      DeletionPolicy?: string;
      UpdateReplacePolicy?: string;
      Properties: Record<string, unknown>;
    }
  >;
  Outputs: Record<string, Part & { Description: string; Value: unknown }>;
}

/** One mention of something else in a template. */
export interface Mention {
  kind: 'name' | 'attribute' | 'condition';
  name: string;
  attribute?: string;
  /** The conditions under which it is there, beside those of where it stands. */
  under: string[];
}

/** What AWS knows everywhere. */
const PSEUDO = ['AccountId', 'NoValue', 'Partition', 'Region', 'StackName'].map((name) => `AWS::${name}`);

/** All that a part of a template mentions, in whatever function. */
function mentionsIn(node: unknown, under: string[] = []): Mention[] {
  if (Array.isArray(node)) return node.flatMap((item) => mentionsIn(item, under));
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]): Mention[] => {
    if (key === 'Ref') return [{ kind: 'name', name: String(value), under }];
    if (key === 'Condition' && typeof value === 'string') return [{ kind: 'condition', name: value, under }];
    if (key === 'Fn::GetAtt') {
      const [name = '', attribute = ''] = value as string[];
      return [{ kind: 'attribute', name, attribute, under }];
    }
    if (key === 'Fn::Sub') return namesIn(String(value), under);
    if (key === 'Fn::If') {
      const [name = '', yes, no] = value as [string, unknown, unknown];
      return [
        { kind: 'condition', name, under },
        ...mentionsIn(yes, [...under, name]),
        ...mentionsIn(no, under),
      ];
    }
    return mentionsIn(value, under);
  });
}

function namesIn(text: string, under: string[]): Mention[] {
  return [...text.matchAll(/\$\{([^}.]+)(?:\.([^}]+))?\}/g)].map(([, name = '', attribute]) =>
    attribute ? { kind: 'attribute', name, attribute, under } : { kind: 'name', name, under },
  );
}

/** What is mentioned and isn't there, or is there only under a condition that does not hold where it is mentioned. */
export function faultsOfMentions(template: Template, outputsOf: (resource: string) => string[]): string[] {
  const { Parameters, Resources, Conditions, Outputs } = template;
  const parts = [...Object.entries(Resources), ...Object.entries(Outputs)];
  return parts.flatMap(([where, part]) =>
    mentionsIn(part).flatMap(({ kind, name, attribute = '', under }) => {
      const fault = (what: string) => [`${where}: ${name}${attribute && `.${attribute}`} ${what}`];
      if (kind === 'condition') return name in Conditions ? [] : fault('is no condition');
      const resource = Resources[name];
      if (kind === 'name' && (PSEUDO.includes(name) || name in Parameters)) return [];
      if (!resource) return fault('is not there');
      const { Condition } = resource;
      if (Condition && ![part.Condition, ...under].includes(Condition)) return fault(`needs ${Condition}`);
      if (kind === 'name') return [];
      const known = attribute.startsWith('Outputs.')
        ? outputsOf(name)
        : Object.keys(schemaOf(resource.Type)?.attributes ?? {});
      return known.includes(attribute) ? [] : fault('is no attribute');
    }),
  );
}

/** What is declared and never mentioned. */
export function unmentioned({ Parameters, Conditions, ...template }: Template): string[] {
  const used = new Set(mentionsIn([template, Conditions]).map(({ name }) => name));
  return [...Object.keys(Parameters), ...Object.keys(Conditions)].filter((name) => !used.has(name));
}

/** A resource that comes, in the end, before itself. */
export function circleIn({ Resources }: Template): string | undefined {
  const before = (name: string) => {
    const { Properties, DependsOn = [] } = Resources[name] ?? { Properties: {} };
    const all = [...mentionsIn(Properties).map((mention) => mention.name), ...DependsOn];
    return all.filter((one) => one in Resources);
  };
  const reaches = (from: string, to: string, seen: Set<string>): boolean =>
    before(from).some((name) => {
      if (name === to) return true;
      if (seen.has(name)) return false;
      seen.add(name);
      return reaches(name, to, seen);
    });
  return Object.keys(Resources).find((name) => reaches(name, name, new Set()));
}
