/** One run of the app's step in a workflow, by the ids that Slack gives it. */
export interface WorkflowStep {
  executionId: string;
  workflowId?: string;
}

/** The step that a reach-out was asked for by, which waits for what comes of it. */
export interface WaitingStep extends WorkflowStep {
  /** It was told, or can't be told any more. */
  isOver?: true;
  /** How often in a row it could not be told. */
  tries?: number;
  /** When that is tried again, ISO 8601. */
  at?: string;
}
