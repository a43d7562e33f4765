import { creationTrouble } from '../../../views/sentences/setup.ts';
import type { Place, Session } from '../session.ts';

/** Creates what was chosen to be; each that can't be is a fault, and those that are made already stay. */
export async function createFlows(session: Session, { instance, inventory }: Place): Promise<void> {
  for (const [variable, flow] of session.newFlows) {
    const made = await inventory.createFlow(instance, flow);
    const fault = (says: string) => session.faults.push({ about: variable, says });
    if (made.kind === 'created') {
      session.answer(variable, made.id);
      session.say(`The flow "${flow.name}" is created: ${made.id}.`);
    } else if (made.kind === 'taken')
      fault(`A flow "${flow.name}" is there already: run setup again to use it.`);
    else if (made.kind === 'invalid')
      fault(
        `Amazon Connect finds the flow "${flow.name}" not valid: ${made.problems.join(' ') || 'it does not say why.'}`,
      );
    else fault(creationTrouble(flow.name, made));
  }
}
