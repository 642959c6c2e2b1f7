import type { Context, ParameterizedContext } from 'koa';
import bodyParser from 'koa-bodyparser';
import { malformedRequest, type Problem, payloadTooLarge, unsupportedMediaType } from '../problem.ts';
import { parseJson } from './parse-json.ts';

/** The size in bytes over which a body, decompressed, is refused. */
export const bodyLimit = 1024 * 1024;

/** @returns whether the request carries a body (RFC 9112, 6.3) */
export function hasBody(ctx: Context): boolean {
  return ctx.headers['transfer-encoding'] !== undefined || Number(ctx.headers['content-length'] ?? 0) > 0;
}

/**
 * @param mediaTypes those that the operation reads
 * @returns reads a JSON body: its value, or undefined when it is empty; throws Problem 400 when it cannot be read, 413
 * over 1 MiB, 415 in another media type, charset or content coding
 */
export function bodyReader(mediaTypes: string[]): (ctx: Context) => Promise<unknown> {
  const readBytes = bodyParser({
    enableTypes: ['text'],
    extendTypes: { text: mediaTypes },
    // Without an encoding the bytes are left as they are: decoding them here would hide broken UTF-8.
    encoding: null as unknown as string,
    textLimit: String(bodyLimit),
    onerror: (error) => {
      throw toProblem(error as Error & { status?: number }, mediaTypes);
    },
  });
  return async (ctx) => {
    const charset = ctx.request.charset.toLowerCase();
    if (!ctx.request.is(mediaTypes) || (charset !== '' && charset !== 'utf-8')) {
      throw unsupportedMediaType(mediaTypes);
    }
    // Content codings are case-insensitive (RFC 9110, 8.4.1), which the reader does not know.
    const coding = ctx.headers['content-encoding'];
    if (coding !== undefined) ctx.headers['content-encoding'] = coding.toLowerCase();
    await readBytes(ctx as ParameterizedContext, async () => {});
    const bytes = ctx.request.body as Buffer;
    return bytes.length === 0 ? undefined : parseJson(bytes);
  };
}

function toProblem(error: Error & { status?: number }, mediaTypes: string[]): Problem {
  if (error.status === 413) return payloadTooLarge(bodyLimit);
  if (error.status === 415) return unsupportedMediaType(mediaTypes);
  return malformedRequest('The body ended early, or is not in the coding that Content-Encoding names.', error);
}
