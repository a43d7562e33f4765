import { isJson, type Json } from '../json.ts';
import type { Report } from './report.ts';

/** Looks at one value and notes its faults; never throws. */
export type Check = (value: unknown, report: Report) => void;

/** A rule that sees several properties of an object at once. */
export type Rule = (object: Json, report: Report) => void;

/** Lengths in UTF-16 units, as Slack's messages say them: `max: 75` gives `must be less than 76 characters`. */
export function string({
  min = 0,
  max,
  pattern,
}: {
  min?: number;
  max?: number;
  pattern?: RegExp;
} = {}): Check {
  return (value, report) => {
    if (typeof value !== 'string') {
      report.fault('must be a string');
      return;
    }
    if (value.length < min) report.fault(`must be more than ${min - 1} characters`);
    if (max !== undefined && value.length > max) report.fault(`must be less than ${max + 1} characters`);
    if (pattern && !pattern.test(value)) report.fault('does not match the required pattern');
  };
}

export function integer({ min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = {}): Check {
  return (value, report) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) report.fault('must be an integer');
    else if (value < min) report.fault(`must be greater than ${min - 1}`);
    else if (value > max) report.fault(`must be less than ${max + 1}`);
  };
}

export const boolean: Check = (value, report) => {
  if (typeof value !== 'boolean') report.fault('must be a boolean');
};

export const anything: Check = () => undefined;

export function oneOf(...allowed: readonly unknown[]): Check {
  return (value, report) => {
    if (!allowed.includes(value)) report.fault(`must be one of: ${allowed.join(', ')}`);
  };
}

export function list(item: Check, { min = 0, max = Number.POSITIVE_INFINITY } = {}): Check {
  return (value, report) => {
    if (!Array.isArray(value)) {
      report.fault('must be an array');
      return;
    }
    if (value.length < min) report.fault(`no fewer than ${min} items allowed`);
    if (value.length > max) report.fault(`no more than ${max} items allowed`);
    for (const [index, one] of value.entries()) report.at(index, () => item(one, report));
  };
}

export type Shape = {
  required?: Record<string, Check>;
  optional?: Record<string, Check>;
  rules?: readonly Rule[];
};

/** An object with these properties and no others; `type` is always allowed, `byType` looks at it. */
export function object({ required = {}, optional = {}, rules = [] }: Shape): Check {
  const known: Record<string, Check> = { ...optional, ...required };
  const requiredKeys = Object.keys(required);
  return (value, report) => {
    if (!isJson(value)) {
      report.fault('must provide an object');
      return;
    }
    for (const key of requiredKeys) {
      if (value[key] === undefined) report.fault(`missing required field: ${key}`);
    }
    for (const [key, member] of Object.entries(value)) {
      if (key === 'type' || member === undefined) continue;
      const check = Object.hasOwn(known, key) ? known[key] : undefined;
      if (check) report.at(key, () => check(member, report));
      else report.fault(`invalid additional property: ${key}`);
    }
    for (const rule of rules) rule(value, report);
  };
}

/** The check that belongs to the object's `type`. */
export function byType(table: Readonly<Record<string, Check>>): Check {
  return (value, report) => {
    if (!isJson(value)) {
      report.fault('must provide an object');
      return;
    }
    const { type } = value;
    if (type === undefined) {
      report.fault('missing required field: type');
      return;
    }
    const check = typeof type === 'string' && Object.hasOwn(table, type) ? table[type] : undefined;
    if (check) check(value, report);
    else report.fault(`unsupported type: ${String(type)}`, 'type');
  };
}

/** Exactly one of these properties. */
export function exactlyOne(...keys: readonly string[]): Rule {
  return (value, report) => {
    const present = keys.filter((key) => value[key] !== undefined);
    const names = keys.map((key) => `\`${key}\``);
    if (present.length === 0) report.fault(`must define either ${names.join(' or ')}`);
    if (present.length > 1) report.fault(`must define only one of ${names.join(' or ')}`);
  };
}
