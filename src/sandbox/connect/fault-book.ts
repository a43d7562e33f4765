/** What every order for a fault has in common, whatever goes wrong. */
export type FaultTerms<Operation extends string> = {
  /** Which operation; every one when left out, but for those that are hit only by name. */
  operation?: Operation;
  /** How many requests it hits; 1 when left out, `Infinity` until cleared. */
  times?: number;
  /** Chance from 0 to 1 that a request is hit; 1 when left out. */
  probability?: number;
};

export type Ordered<Order> = Order & { readonly id: number; remaining: number };

export type FaultBook<Operation extends string, Order extends FaultTerms<Operation>> = {
  add(order: Order): Ordered<Order>;
  /** The fault that hits this request, counted down; the oldest order first. */
  take(operation: Operation): Ordered<Order> | undefined;
  list(): Ordered<Order>[];
  cancel(id: number): void;
  clear(): void;
};

export function faultBook<Operation extends string, Order extends FaultTerms<Operation>>(
  random: () => number,
  onlyByName: ReadonlySet<Operation> = new Set(),
): FaultBook<Operation, Order> {
  let faults: Ordered<Order>[] = [];
  let nextId = 1;
  const hits = (fault: Ordered<Order>, operation: Operation) =>
    (fault.operation === undefined ? !onlyByName.has(operation) : fault.operation === operation) &&
    (fault.probability === undefined || random() < fault.probability);
  return {
    add(order) {
      const fault = { ...order, id: nextId++, remaining: order.times ?? 1 };
      faults.push(fault);
      return fault;
    },
    take(operation) {
      const hit = faults.find((fault) => hits(fault, operation));
      if (!hit) return undefined;
      hit.remaining -= 1;
      if (hit.remaining <= 0) faults = faults.filter((fault) => fault !== hit);
      return hit;
    },
    list: () => faults.map((fault) => ({ ...fault })),
    cancel(id) {
      faults = faults.filter((fault) => fault.id !== id);
    },
    clear() {
      faults = [];
    },
  };
}
