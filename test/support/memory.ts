import { readFileSync } from 'node:fs';

/** @returns the memory of a process that is in use, in MiB (proc(5)) */
export const residentMiB = (pid: number) => Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) / 256;

/**
 * @param resident readings of residentMiB over time
 * @returns how far the least of the last third is above the most before it: what is let go of falls back, a leak grows
 */
export function growthMiB(resident: number[]): number {
  const third = Math.floor(resident.length / 3);
  return Math.min(...resident.slice(-third)) - Math.max(...resident.slice(0, -third));
}
