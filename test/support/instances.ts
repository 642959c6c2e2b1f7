import { type Balancer, startBalancer } from './haproxy.ts';
import { type ServerProcess, startProcess } from './process.ts';

export interface Instances {
  balancer: Balancer;
  servers: ServerProcess[];
  close: () => Promise<void>;
}

/** Starts so many servers, each a process of its own, on one database, and a balancer in front of them. */
export async function startInstances(environment: Record<string, string>, count: number): Promise<Instances> {
  const ends: (() => void)[] = [];
  try {
    const start = () => startProcess(environment, (end) => ends.push(end));
    const servers = await Promise.all(Array.from({ length: count }, start));
    const balancer = await startBalancer(servers.map(({ url }) => url));
    ends.push(balancer.stop);
    const close = async () => {
      await balancer.stop();
      await Promise.all(servers.map(({ stop }) => stop('SIGKILL')));
    };
    return { balancer, servers, close };
  } catch (error) {
    for (const end of ends) end();
    throw error;
  }
}
