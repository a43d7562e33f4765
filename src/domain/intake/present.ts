type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same object without the members that are undefined: a field left empty isn't sent. */
export function present<T extends object>(members: T): Present<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Present<T>;
}

/** Nothing instead of an object without members: AWS wants a map left out rather than empty. */
export function filled<T extends object>(members: T | undefined): T | undefined {
  return members && Object.keys(members).length > 0 ? members : undefined;
}
