// autocannon has no types of its own: what the benchmark uses of it.
declare module 'autocannon' {
  interface Request {
    method?: string;
    path: string;
    headers?: Record<string, string>;
    body?: string;
  }

  interface Options {
    url: string;
    requests: Request[];
    connections: number;
    /** In seconds. */
    duration: number;
    /** In milliseconds. */
    sampleInt: number;
  }

  interface Result {
    /** In seconds. */
    duration: number;
    errors: number;
    non2xx: number;
    '2xx': number;
  }

  interface Run extends PromiseLike<Result> {
    on(
      event: 'response',
      listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
    ): this;
  }

  export default function autocannon(options: Options): Run;
}
