interface Input {
  query: Record<string, unknown>;
  header: Record<string, unknown>;
  body?: unknown;
}

/** By operation, the shrunk inputs that the generated tests have failed on, each with what it found: tried first. */
export const regressions: Record<string, Input[]> = {};
