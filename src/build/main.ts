import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildApp } from './build-app.ts';

const DIST = path.join(import.meta.dirname, '../../dist');

const { values } = parseArgs({ options: { outdir: { type: 'string', default: DIST } } });
await buildApp({ outdir: path.resolve(values.outdir) });
