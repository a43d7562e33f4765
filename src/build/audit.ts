import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { judgeAudit } from './audit-report.ts';

const ROOT = path.join(import.meta.dirname, '../..');

/** In package.json: what is known of the dependencies and does not apply here. */
const exceptionsSchema = z.object({
  auditExceptions: z
    .array(
      z.strictObject({ id: z.string().startsWith('GHSA-'), reason: z.string().min(1), until: z.iso.date() }),
    )
    .default([]),
});

const { auditExceptions } = exceptionsSchema.parse(
  JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')),
);
const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { cwd: ROOT, encoding: 'utf8' });
const audit = judgeAudit(stdout, auditExceptions, new Date().toISOString().slice(0, 10));
if (audit.kind === 'unavailable')
  process.stdout.write(`The dependencies were not audited: ${audit.cause}.\n`);
else {
  for (const fault of audit.faults) process.stderr.write(`${fault}\n`);
  process.stdout.write(`The dependencies were audited: ${audit.faults.length} severe advisories apply.\n`);
  if (audit.faults.length > 0) {
    process.stderr.write(
      'Update them, or except one in package.json: "auditExceptions": [{ "id": "GHSA-…", "reason": "…", "until": "2026-12-31" }].\n',
    );
    process.exitCode = 1;
  }
}
