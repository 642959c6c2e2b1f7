import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Load } from './measure.ts';
import type { Scenario } from './scenarios.ts';

export const header = `| | service, req/s | floor, req/s | ratio | p50, ms | p99, ms | gate |
|---|--:|--:|--:|--:|--:|--:|`;

/** @returns the row of the table for one scenario: medians of the rounds, and the service's latencies over all of them */
export function presentRow({ name, gate }: Scenario, service: Load[], floor: Load[]): string {
  const ofService = median(service);
  const ofFloor = median(floor);
  const latencies = service.flatMap((round) => round.latencies).sort((a, b) => a - b);
  const percentile = (share: number) => (latencies[Math.floor(latencies.length * share)] as number).toFixed(1);
  const cells = [
    name,
    Math.round(ofService),
    Math.round(ofFloor),
    (ofService / ofFloor).toFixed(2),
    percentile(0.5),
    percentile(0.99),
    gate.toFixed(2),
  ];
  return `| ${cells.join(' | ')} |`;
}

function median(loads: Load[]): number {
  const rates = loads.map(({ rate }) => rate).sort((a, b) => a - b);
  return rates[Math.floor(rates.length / 2)] as number;
}

/**
 * Replaces what stands in the README between its two marks.
 *
 * @returns what was done, in words
 */
export function writeReadme(report: string): string {
  const file = new URL('../README.md', import.meta.url);
  if (!existsSync(file)) return 'There is no README.md to write to.';
  const [before, rest] = readFileSync(file, 'utf8').split('<!-- bench -->');
  const after = rest?.split('<!-- /bench -->')[1];
  if (after === undefined) return 'README.md has no <!-- bench --> and <!-- /bench --> to write between.';
  writeFileSync(file, `${before}<!-- bench -->\n${report}\n<!-- /bench -->${after}`);
  return 'README.md has the new figures.';
}
