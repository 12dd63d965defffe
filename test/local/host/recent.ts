/** A list that keeps what came last: a ring buffer, so that a system under load does not grow with it. */

export interface Recent<T> {
  add(item: T): void;
  /** How many were ever added. */
  total(): number;
  /** What is kept, oldest first; of that only what came after the first `count` of all. */
  after(count?: number): readonly T[];
}

/** Keeps the last `size` items. */
export function createRecent<T>(size: number): Recent<T> {
  const ring: T[] = [];
  let total = 0;
  return {
    add: (item) => {
      ring[total % size] = item;
      total += 1;
    },
    total: () => total,
    after: (count = 0) => {
      const oldest = total > size ? total % size : 0;
      const inOrder = [...ring.slice(oldest), ...ring.slice(0, oldest)];
      const dropped = total - inOrder.length;
      return inOrder.slice(Math.max(0, count - dropped));
    },
  };
}
