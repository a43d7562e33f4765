import { isJson, type Json, objectAt, objectsAt, stringAt } from './json.ts';

/** A function of the app's manifest, which Workflow Builder offers as a step. */
export type AppFunction = {
  title: string;
  description: string;
  inputs: Parameter[];
  outputs: Parameter[];
};

export type Parameter = {
  name: string;
  type: string;
  title: string;
  description: string;
  is_required: boolean;
  enum?: string[];
  /** How the values of `enum` are called. */
  choices?: { value: string; title: string }[];
};

/**
 * By callback_id. Slack offers none of an app that is not opted in to organizations, or that it does not know to run
 * elsewhere. https://docs.slack.dev/tools/bolt-js/tutorials/custom-steps
 */
export function readFunctions(manifest: Json): ReadonlyMap<string, AppFunction> {
  const settings = objectAt(manifest, 'settings');
  const isOffered = settings?.org_deploy_enabled === true && settings.function_runtime === 'remote';
  const functions = Object.entries(objectAt(manifest, 'functions') ?? {});
  return new Map(
    functions.flatMap(([callbackId, one]) => (isOffered && isJson(one) ? [[callbackId, read(one)]] : [])),
  );
}

function read(one: Json): AppFunction {
  return {
    title: stringAt(one, 'title') ?? '',
    description: stringAt(one, 'description') ?? '',
    inputs: parametersIn(one, 'input_parameters'),
    outputs: parametersIn(one, 'output_parameters'),
  };
}

function parametersIn(one: Json, key: string): Parameter[] {
  return Object.entries(objectAt(one, key) ?? {}).flatMap(([name, parameter]) => {
    if (!isJson(parameter)) return [];
    const values = Array.isArray(parameter.enum) ? parameter.enum.map(String) : undefined;
    const choices = objectsAt(parameter, 'choices').map((choice) => ({
      value: stringAt(choice, 'value') ?? '',
      title: stringAt(choice, 'title') ?? '',
    }));
    return {
      name,
      type: stringAt(parameter, 'type') ?? 'string',
      title: stringAt(parameter, 'title') ?? name,
      description: stringAt(parameter, 'description') ?? '',
      is_required: parameter.is_required === true,
      ...(values && { enum: values, choices }),
    };
  });
}

const ID_TYPES: Record<string, RegExp> = {
  'slack#/types/user_id': /^[UW][A-Z0-9]+$/,
  'slack#/types/channel_id': /^[CDG][A-Z0-9]+$/,
};

/** What is wrong with values for these parameters, in Slack's words. */
export function faultsOf(values: Json, parameters: readonly Parameter[]): string[] {
  const unknown = Object.keys(values).filter((name) => !parameters.some((one) => one.name === name));
  const faults = parameters.flatMap(({ name, type, is_required, ...parameter }) => {
    const value = values[name];
    const at = `[json-pointer:/${name}]`;
    if (value === undefined || value === null || value === '')
      return is_required ? [`missing required field: ${name} ${at}`] : [];
    if (typeof value !== 'string') return [`must provide a string ${at}`];
    if (parameter.enum && !parameter.enum.includes(value)) return [`must be one of the enum values ${at}`];
    return ID_TYPES[type] && !ID_TYPES[type].test(value) ? [`must be a valid ${type} ${at}`] : [];
  });
  return [...unknown.map((name) => `unexpected parameter: ${name} [json-pointer:/${name}]`), ...faults];
}
