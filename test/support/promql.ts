import { parser } from '@prometheus-io/lezer-promql';

export interface Selector {
  metric: string;
  /** Label, operator and value of each matcher. */
  matchers: { label: string; operator: string; value: string }[];
}

export interface Expression {
  selectors: Selector[];
  /** The labels of `by (…)` and `on (…)`. */
  groupings: string[];
}

/** What an expression of PromQL asks for. @throws where it is none */
export function parsePromql(expression: string): Expression {
  const selectors: Selector[] = [];
  const groupings: string[] = [];
  parser.parse(expression).iterate({
    enter({ type, from, to, node }) {
      const text = expression.slice(from, to);
      if (type.isError) throw new Error(`no PromQL at ${from}: ${expression}`);
      if (type.name === 'VectorSelector') {
        const name = node.getChild('Identifier');
        const matchers = node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? [];
        selectors.push({
          metric: name ? expression.slice(name.from, name.to) : '',
          matchers: matchers.map((matcher) => {
            const [, label = '', operator = '', value = ''] =
              /^(\w+)\s*(=~|!~|!=|=)\s*"(.*)"$/s.exec(expression.slice(matcher.from, matcher.to)) ?? [];
            return { label, operator, value };
          }),
        });
      }
      if (type.name === 'GroupingLabels') groupings.push(...(text.match(/\w+/g) ?? []));
    },
  });
  return { selectors, groupings };
}
