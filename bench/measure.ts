import autocannon, { type Request } from 'autocannon';
import type { Scenario } from './scenarios.ts';

export const rounds = 5;
export const secondsOfRound = 4;
export const connections = 32;
const secondsOfWarmUp = 2;

export interface Load {
  /** Requests per second. */
  rate: number;
  /** Milliseconds from each request to its answer. */
  latencies: number[];
}

/** Puts rounds of load on both servers in turn, so that what else the machine does falls on both. */
export async function measure({ requests }: Scenario, service: string, floor: string, interrupted: AbortSignal) {
  await load(service, requests, secondsOfWarmUp);
  await load(floor, requests, secondsOfWarmUp);
  const ofService: Load[] = [];
  const ofFloor: Load[] = [];
  for (let round = 0; round < rounds; round++) {
    interrupted.throwIfAborted();
    ofService.push(await load(service, requests, secondsOfRound));
    ofFloor.push(await load(floor, requests, secondsOfRound));
  }
  return { service: ofService, floor: ofFloor };
}

/** @throws Error when an answer is missing or is not 2xx */
export async function load(url: string, requests: Request[], duration: number): Promise<Load> {
  // Its own latencies are whole milliseconds.
  const latencies: number[] = [];
  const result = await autocannon({ url, requests, connections, duration, sampleInt: 100 }).on(
    'response',
    (_client, _status, _bytes, milliseconds) => latencies.push(milliseconds),
  );
  const { errors, non2xx } = result;
  if (errors > 0 || non2xx > 0 || result['2xx'] === 0) {
    throw new Error(`${url}: ${result['2xx']} answers were 2xx, ${non2xx} were not, ${errors} requests failed.`);
  }
  return { rate: result['2xx'] / result.duration, latencies };
}
