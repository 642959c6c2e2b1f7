import type { Handler } from '../contract/types.ts';

export const getLiveness: Handler<'getLiveness'> = () => ({ status: 200, body: { status: 'ok' } });
