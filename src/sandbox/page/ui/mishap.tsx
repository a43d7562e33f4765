import { Component, type ReactNode } from 'react';

export type MishapProps = { what: string; children: ReactNode };

/** Keeps a fault of the page where it happened: a message that cannot be shown leaves the others alone. */
export class Mishap extends Component<MishapProps, { error?: Error }> {
  override state: { error?: Error } = {};

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <p className="banner banner-bad" role="alert">
        The sandbox could not show {this.props.what}: {error.message}
      </p>
    );
  }
}
