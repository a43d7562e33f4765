import fs from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { parse } from 'yaml';
import * as z from 'zod';
import type { Labels } from '../../src/metrics/bounded.ts';
import { measureProcess } from '../../src/metrics/process.ts';
import { createSeries } from '../../src/metrics/series.ts';
import { parsePromql, type Selector } from '../support/promql.ts';
import { readJson } from './read-json.ts';

const DIRECTORY = 'manifest/monitoring';

const OWN = Object.values(createSeries(new Registry(), { version: '1.2.3', node: 'v24' })).map(
  ({ described }) => described,
);

interface Known {
  labels: Labels;
  type: string;
}

/** Every series that the app shows, with the labels that it can have; Prometheus adds where it has it from. */
const SERIES = new Map<string, Known>([
  ...OWN.flatMap(({ name, type, labels }): [string, Known][] =>
    type === 'histogram'
      ? [
          [`${name}_bucket`, { type, labels: { ...labels, le: { most: Number.POSITIVE_INFINITY } } }],
          [`${name}_count`, { type, labels }],
          [`${name}_sum`, { type, labels }],
        ]
      : [[name, { type, labels }]],
  ),
  ...measureProcess()
    .getMetricsAsArray()
    .map(({ name }): [string, Known] => [name, { type: 'process', labels: {} }]),
]);

const FROM = ['instance', 'job'];

function expectKnown({ metric, matchers }: Selector): void {
  const { labels } = SERIES.get(metric) ?? {};
  if (!labels) throw new Error(`the app has no series ${metric}`);
  for (const { label, operator, value } of matchers) {
    const values = labels[label];
    if (FROM.includes(label)) continue;
    if (!values) throw new Error(`${metric} has no label ${label}`);
    if ('most' in values) continue;
    const wanted = operator.endsWith('~') ? value.split('|') : [value];
    for (const one of wanted) expect(values).toContain(one);
  }
}

/** @throws where it asks for what the app doesn't show. */
function expectGood(expression: string): void {
  const { selectors, groupings } = parsePromql(expression);
  expect(selectors.length).toBeGreaterThan(0);
  for (const selector of selectors) expectKnown(selector);
  const labels = selectors.flatMap(({ metric }) => Object.keys(SERIES.get(metric)?.labels ?? {}));
  for (const grouping of groupings) expect([...labels, ...FROM]).toContain(grouping);
}

/** Source: Prometheus, "Alerting rules"; fields that nobody knows are refused there, too. */
const ruleFile = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^ReachOut[A-Z][A-Za-z]+$/),
          expr: z.string(),
          for: z.string().regex(/^\d+m$/),
          labels: z.strictObject({ severity: z.enum(['critical', 'warning']) }),
          annotations: z.strictObject({
            summary: z.string().regex(/\.$/),
            description: z.string().regex(/\.$/),
            runbook: z.string().regex(/\.$/),
          }),
        }),
      ),
    }),
  ),
});

describe('alerts.yaml', () => {
  const { groups } = ruleFile.parse(parse(fs.readFileSync(`${DIRECTORY}/alerts.yaml`, 'utf8')));
  const rules = groups.flatMap((group) => group.rules);
  const page = fs.readFileSync(`${DIRECTORY}/README.md`, 'utf8');

  test('each alert has a name of its own, which the page tells of', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    const told = [...page.matchAll(/^\| `(ReachOut\w+)` \|/gm)].map(([, alert]) => alert);
    expect(told).toEqual(rules.map(({ alert }) => alert));
  });

  test.each(rules.map((rule) => [rule.alert, rule] as const))(
    '%s asks for what the app shows, and names only what it has asked for',
    (_, { expr, annotations }) => {
      expectGood(expr);
      const { selectors, groupings } = parsePromql(expr);
      const kept = groupings.length > 0 ? groupings : FROM;
      const named = Object.values(annotations).flatMap((text) => [...text.matchAll(/\$labels\.(\w+)/g)]);
      for (const [, label] of named) expect(kept).toContain(label);
      // What increases is a counter.
      if (/\b(rate|increase)\(/.test(expr))
        for (const { metric } of selectors)
          expect(['counter', 'histogram']).toContain(SERIES.get(metric)?.type);
    },
  );
});

const target = z.object({ refId: z.string(), expr: z.string(), datasource: z.object({ uid: z.string() }) });
const gridPos = z.strictObject({
  h: z.int().min(1),
  w: z.int().min(1).max(24),
  x: z.int().min(0),
  y: z.int().min(0),
});
const panel = z.discriminatedUnion('type', [
  z.object({ type: z.literal('row'), id: z.int(), title: z.string().min(1), gridPos }),
  z.object({
    type: z.enum(['stat', 'timeseries', 'table']),
    ...{ id: z.int(), title: z.string().min(1), gridPos },
    description: z.string().regex(/\.$/),
    datasource: z.object({ type: z.literal('prometheus'), uid: z.literal(`\${datasource}`) }),
    fieldConfig: z.object({ defaults: z.object({ unit: z.string().min(1) }) }),
    targets: z.array(target).min(1),
  }),
]);

/** Source: Grafana, "JSON model". */
const dashboard = z.object({
  __inputs: z.array(z.never()),
  title: z.literal('Reach Out'),
  uid: z.string().max(40),
  id: z.null(),
  schemaVersion: z.int().min(36),
  panels: z.array(panel),
  templating: z.object({
    list: z.array(z.object({ type: z.string(), name: z.string(), query: z.unknown() })),
  }),
});

describe('dashboard.json', () => {
  const { panels, templating } = dashboard.parse(readJson(`${DIRECTORY}/dashboard.json`));
  const shown = panels.flatMap((one) => (one.type === 'row' ? [] : one));
  const expressions = shown.flatMap(({ targets }) => targets.map(({ expr }) => expr));

  test('asks for its data source and instances', () => {
    expect(templating.list.map(({ type, name }) => [type, name])).toEqual([
      ['datasource', 'datasource'],
      ['query', 'instance'],
    ]);
  });

  test('has each panel once, and none over another', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
  });

  test.each(expressions)('%s', (expression) => {
    expectGood(expression.replaceAll('$__rate_interval', '5m'));
    expect(expression).toContain('instance=~"$instance"');
  });

  test('shows each series of the app', () => {
    const asked = expressions.flatMap((expression) =>
      parsePromql(expression.replaceAll('$__rate_interval', '5m')).selectors.map(({ metric }) => metric),
    );
    for (const { name, type } of OWN)
      expect(asked).toEqual(
        expect.arrayContaining([type === 'histogram' ? expect.stringContaining(`${name}_`) : name]),
      );
  });
});

describe('README.md', () => {
  test('lists each series with its kind, its labels and what it says', () => {
    const page = fs.readFileSync(`${DIRECTORY}/README.md`, 'utf8');
    const rows = [...page.matchAll(/^\| `(reach_out_\w+)` \| (.*) \| (.*) \| (.*) \|$/gm)];
    expect(rows.map(([, name, type, labels, help]) => ({ name, type, labels, help }))).toEqual(
      OWN.map(({ name, type, labels, help }) => ({
        ...{ name, type, help },
        labels: Object.keys(labels)
          .map((label) => `\`${label}\``)
          .join(', '),
      })),
    );
  });
});
