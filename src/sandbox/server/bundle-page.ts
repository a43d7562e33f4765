import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

type Asset = { type: string; body: string | Uint8Array };
export type Assets = ReadonlyMap<string, Asset>;

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
};

/**
 * Bundles `page/main.tsx` in memory, to /main.js and /main.css, which `page/index.html` names. A page that does not
 * build says why in the browser, and the API works all the same.
 */
export async function bundlePage(root: string): Promise<Assets> {
  const page = path.join(root, 'src/sandbox/page');
  try {
    const { outputFiles } = await build({
      entryPoints: [path.join(page, 'main.tsx')],
      bundle: true,
      write: false,
      outdir: '/',
      format: 'esm',
      target: 'es2023',
      jsx: 'automatic',
      minify: true,
      sourcemap: 'linked',
      loader: { '.svg': 'file' },
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'silent',
    });
    const assets = new Map<string, Asset>(
      outputFiles.map((file) => [
        `/${path.basename(file.path)}`,
        { type: TYPES[path.extname(file.path)] ?? 'application/octet-stream', body: file.contents },
      ]),
    );
    return assets.set('/', html(fs.readFileSync(path.join(page, 'index.html'), 'utf8')));
  } catch (error) {
    const reason = escapeHtml(error instanceof Error ? error.message : String(error));
    return new Map([
      ['/', html(`<title>Reach Out</title><h1>The page does not build</h1><pre>${reason}</pre>`)],
    ]);
  }
}

function html(body: string): Asset {
  return { type: 'text/html; charset=utf-8', body };
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
