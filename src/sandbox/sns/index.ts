export {
  type SimulatedSns,
  type SimulatedSnsOptions,
  startSimulatedSns,
} from './start-simulated-sns.ts';
export { arnOf, type Topic } from './topic.ts';
