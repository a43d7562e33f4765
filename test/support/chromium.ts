import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

export type ChromiumInstallation = { executablePath: string; env: Record<string, string> };

/** Where systems put a browser that is installed. */
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Set so that the package unpacks the libraries it needs on a bare machine as well. */
const AS_IF_ON_LAMBDA = { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };

/** CHROMIUM_PATH, the browser that comes with the packages (Linux x64), or an installed one; otherwise why not. */
export async function findChromium(): Promise<ChromiumInstallation | { missing: string }> {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH) {
    if (!fs.existsSync(CHROMIUM_PATH)) return { missing: `CHROMIUM_PATH: there is no ${CHROMIUM_PATH}` };
    return { executablePath: CHROMIUM_PATH, env: {} };
  }
  const unpacked = process.platform === 'linux' && process.arch === 'x64' ? await unpack() : undefined;
  if (unpacked && 'executablePath' in unpacked) return unpacked;
  const executablePath = INSTALLED.find((file) => fs.existsSync(file));
  if (executablePath) return { executablePath, env: {} };
  return { missing: unpacked?.missing ?? 'no Chromium for this machine: install one, or set CHROMIUM_PATH' };
}

/**
 * Unpacks into a directory of its own, named by version, beside its place and then moved there: test files run side
 * by side. In a process of its own, because the package changes the environment that it is loaded in.
 */
async function unpack(): Promise<ChromiumInstallation | { missing: string }> {
  try {
    const require = createRequire(import.meta.url);
    const entry = require.resolve('@sparticuz/chromium');
    const { version } = JSON.parse(
      fs.readFileSync(path.join(path.dirname(entry), '../package.json'), 'utf8'),
    ) as { version: string };
    const home = path.join(os.tmpdir(), `reach-out-chromium-${version}-${os.userInfo().uid}`);
    if (!fs.existsSync(home)) await unpackTo(home, entry);
    return {
      executablePath: path.join(home, 'chromium'),
      env: {
        LD_LIBRARY_PATH: path.join(home, 'al2023', 'lib'),
        FONTCONFIG_FILE: path.join(home, 'fonts.conf'),
      },
    };
  } catch (error) {
    return { missing: `the packaged Chromium does not unpack: ${error}` };
  }
}

async function unpackTo(home: string, entry: string): Promise<void> {
  const draft = fs.mkdtempSync(`${home}-`);
  const script = `import(${JSON.stringify(`file://${entry}`)}).then((m) => m.default.executablePath())`;
  await promisify(execFile)(process.execPath, ['-e', script], {
    env: { ...process.env, ...AS_IF_ON_LAMBDA, TMPDIR: draft },
  });
  fs.writeFileSync(path.join(draft, 'fonts.conf'), fontsConfig(home));
  try {
    fs.renameSync(draft, home);
  } catch (error) {
    // Another process was first; its copy is as good.
    fs.rmSync(draft, { recursive: true, force: true });
    if (!fs.existsSync(home)) throw error;
  }
}

/** The package's own names only directories of Lambda, and without fonts no text shows. */
function fontsConfig(home: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${home}/fonts/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${home}/fonts-cache</cachedir>
</fontconfig>
`;
}
