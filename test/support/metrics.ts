interface Served {
  app: { port: number };
}

/** What the app answers on /metrics. */
export async function scrape({ app }: Served): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${app.port}/metrics`);
  if (response.status !== 200) throw new Error(`/metrics: ${response.status}`);
  return response.text();
}

/** A series' value in an answer of /metrics; undefined where there is none. The labels in their order. */
export function sampleOf(
  text: string,
  name: string,
  labels: Record<string, string> = {},
): number | undefined {
  const all = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const series = all.length > 0 ? `${name}{${all.join(',')}}` : name;
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

/** The values that each label of each series has. */
export function labelsIn(text: string): { series: string; label: string; value: string }[] {
  const lines = text.split('\n').filter((line) => line && !line.startsWith('#'));
  return lines.flatMap((line) => {
    const { series = '', labels = '' } =
      /^(?<series>[a-z_]+)(?:\{(?<labels>.*)\})? \S+$/.exec(line)?.groups ?? {};
    if (!series) throw new Error(`no line of a series: ${line}`);
    return [...labels.matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = '', value = '']) => ({
      ...{ series, label, value },
    }));
  });
}
