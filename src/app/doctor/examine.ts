import type { Check } from '../../domain/doctor/check.ts';
import { AREAS, type Diagnosis } from '../../domain/doctor/finding.ts';
import { judgeEnvironment } from '../../domain/doctor/judge-environment.ts';
import { runDoctor } from '../../domain/doctor/run-doctor.ts';
import { VERSION } from '../version.ts';
import { appChecks } from './app-checks.ts';
import { connectChecks } from './connect-checks.ts';
import type { Examined } from './examined.ts';
import { pipelineChecks } from './pipeline-checks.ts';
import { slackChecks } from './slack-checks.ts';

/** Looks at everything that Reach Out needs, and changes nothing. Never throws. */
export async function examine(examined: Examined, stop?: AbortSignal): Promise<Diagnosis> {
  return runDoctor(checksOf(examined), { version: VERSION, stop });
}

/** In the order of the areas; each begins with what is wrong with its variables. */
function checksOf(examined: Examined): Check[] {
  const faults = judgeEnvironment(examined.faults);
  const checks = [
    ...slackChecks(examined),
    ...connectChecks(examined),
    ...pipelineChecks(examined),
    ...appChecks(examined),
  ];
  return AREAS.flatMap((area) => [
    { area, id: 'environment', run: async () => faults.filter((fault) => fault.area === area) },
    ...checks.filter((check) => check.area === area),
  ]);
}
