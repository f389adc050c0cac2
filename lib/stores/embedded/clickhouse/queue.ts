import { Exception } from "./exception";

/** Hands out a few things fairly: first come, first served, with an end to the waiting line. */
export class Queue<T> {
  readonly #free: T[];
  readonly #waiting: { take: (item: T) => void; refuse: (error: unknown) => void }[] = [];
  readonly #longest: number;
  readonly #size: number;

  constructor(items: T[], longest: number) {
    this.#free = [...items];
    this.#size = items.length;
    this.#longest = longest;
  }

  /** Runs `work` with one of the things; a caller whose signal is aborted while waiting leaves the line. */
  async with<R>(signal: AbortSignal, work: (item: T) => Promise<R>): Promise<R> {
    const item = this.#free.pop() ?? (await this.#wait(signal));
    try {
      return await work(item);
    } finally {
      const next = this.#waiting.shift();
      if (next) next.take(item);
      else this.#free.push(item);
    }
  }

  #wait(signal: AbortSignal): Promise<T> {
    if (this.#waiting.length >= this.#longest)
      throw new Exception(202, "Too many simultaneous queries.", "TOO_MANY_SIMULTANEOUS_QUERIES");
    return new Promise((take, refuse) => {
      const place = { take, refuse };
      this.#waiting.push(place);
      signal.addEventListener("abort", () => {
        const at = this.#waiting.indexOf(place);
        if (at < 0) return;
        this.#waiting.splice(at, 1);
        refuse(new Exception(394, "Query was cancelled.", "QUERY_WAS_CANCELLED"));
      });
    });
  }

  get idle(): boolean {
    return this.#free.length === this.#size;
  }
}
